async fn token(token: String) -> Json<String> {
    Json(token)
}
#[doc(hidden)]
#[allow(non_camel_case_types)]
struct token {}
#[automatically_derived]
impl ::portcullis::Operation for token {
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            ::portcullis::graph::Id::new(::core::module_path!(), "token"),
            ::portcullis::graph::Method::Get,
            "/token",
            ::portcullis::__private::answers::<Json<String>>(),
        )
        .needs(&[::portcullis::__private::dependency::<oauth2_scheme>(&[])]);
    async fn call(__portcullis_cx: &mut ::portcullis::Context) -> ::portcullis::Result {
        let __portcullis_token = __portcullis_cx.dependency::<oauth2_scheme>().await?;
        ::portcullis::__private::respond(token(__portcullis_token?).await)
    }
}
const _: () = ::portcullis::__private::check_sharing(
    &<token as ::portcullis::Operation>::OPERATION,
);
