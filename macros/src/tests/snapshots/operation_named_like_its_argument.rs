async fn token(token: String) -> Json<String> {
    Json(token)
}
#[doc(hidden)]
#[allow(non_camel_case_types)]
struct token {}
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl ::portcullis::Operation for token {
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            ::portcullis::graph::Id::new(::core::module_path!(), "token"),
            ::portcullis::graph::Method::Get,
            "/token",
            &<Json<String> as ::portcullis::IntoResponse>::ANSWERS,
        )
        .needs(&[<oauth2_scheme as ::portcullis::Dependency>::NEED]);
    fn call(mut __portcullis_cx: ::portcullis::Context) -> ::portcullis::Running {
        ::std::boxed::Box::pin(async move {
            let __portcullis_cx = &mut __portcullis_cx;
            let __portcullis_token = <oauth2_scheme as ::portcullis::Dependency>::ask(
                    __portcullis_cx,
                )
                .await?;
            __portcullis_cx.readable()?;
            let __portcullis_token = __portcullis_token?;
            ::core::result::Result::Ok(
                <Json<
                    String,
                > as ::portcullis::IntoResponse>::into_response(
                    token(__portcullis_token).await,
                ),
            )
        })
    }
}
