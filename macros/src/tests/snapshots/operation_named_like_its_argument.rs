async fn token(token: String) -> Json<String> {
    Json(token)
}
#[doc(hidden)]
#[allow(non_camel_case_types)]
struct token {}
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl ::portcullis::Operation for token {
    const MADE_BY_MACRO: ::core::primitive::bool = true;
    const ID: ::portcullis::graph::Id = ::portcullis::__private::id(
        ::core::module_path!(),
        "token",
        2789571903701663894,
    );
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            Self::ID,
            ::portcullis::graph::Method::Get,
            "/token",
            &<Json<String> as ::portcullis::IntoResponse>::ANSWERS,
        )
        .needs(&[<oauth2_scheme as ::portcullis::Dependency>::NEED]);
    fn call(__cx: ::portcullis::Context) -> ::portcullis::HandlerFuture {
        ::portcullis::__private::run(
            __cx,
            Self::OPERATION.needs,
            (<oauth2_scheme as ::portcullis::Dependency>::asked(),),
            |(__portcullis_token,)| token(__portcullis_token),
            <Json<String> as ::portcullis::IntoResponse>::RESPOND,
        )
    }
}
