async fn create_item(item: Option<Item>, user: User) {}
#[doc(hidden)]
#[allow(non_camel_case_types)]
struct create_item {}
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl ::portcullis::Operation for create_item {
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            ::portcullis::graph::Id::new(::core::module_path!(), "create_item"),
            ::portcullis::graph::Method::Post,
            "/items/",
            &<() as ::portcullis::IntoResponse>::ANSWERS,
        )
        .needs(
            &[
                <get_current_user as ::portcullis::Dependency>::NEED,
                ::portcullis::__private::body(
                    <Option<Item> as ::portcullis::Parameter>::MODEL,
                    false,
                ),
            ],
        );
    fn call(mut __portcullis_cx: ::portcullis::Context) -> ::portcullis::Running {
        ::std::boxed::Box::pin(async move {
            let __portcullis_cx = &mut __portcullis_cx;
            let user = <get_current_user as ::portcullis::Dependency>::ask(
                    __portcullis_cx,
                )
                .await?;
            let item = <Option<Item> as ::portcullis::Parameter>::body(__portcullis_cx)
                .await?;
            __portcullis_cx.readable()?;
            let item = item?;
            let user = user?;
            ::core::result::Result::Ok(
                <() as ::portcullis::IntoResponse>::into_response(
                    create_item(item, user).await,
                ),
            )
        })
    }
}
const _: () = ::portcullis::__private::check_operation::<create_item>(1);
