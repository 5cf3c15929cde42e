async fn create_item(item: Option<Item>, user: User) {}
#[doc(hidden)]
#[allow(non_camel_case_types)]
struct create_item {}
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl ::portcullis::Operation for create_item {
    const MADE_BY_MACRO: ::core::primitive::bool = true;
    const ID: ::portcullis::graph::Id = ::portcullis::__private::id(
        ::core::module_path!(),
        "create_item",
        12075810349097847826,
    );
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            Self::ID,
            ::portcullis::graph::Method::Post,
            "/items/",
            &<() as ::portcullis::IntoResponse>::ANSWERS,
        )
        .needs(
            &[
                <get_current_user as ::portcullis::Dependency>::NEED,
                ::portcullis::__private::body(
                    <Option<Item> as ::portcullis::Parameter>::MODEL,
                ),
            ],
        );
    fn call(__cx: ::portcullis::Context) -> ::portcullis::HandlerFuture {
        ::portcullis::__private::run(
            __cx,
            Self::OPERATION.needs,
            (
                <get_current_user as ::portcullis::Dependency>::asked(),
                <Option<Item> as ::portcullis::Parameter>::body(),
            ),
            |(user, item)| create_item(item, user),
            <() as ::portcullis::IntoResponse>::RESPOND,
        )
    }
}
const _: () = ::portcullis::__private::check_operation::<create_item>(1);
