pub fn remove_file(rest: String) {}
#[doc(hidden)]
#[allow(non_camel_case_types)]
pub struct remove_file {}
#[automatically_derived]
impl ::portcullis::Operation for remove_file {
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            ::portcullis::graph::Id::new(::core::module_path!(), "remove_file"),
            ::portcullis::graph::Method::Delete,
            "/files/{*rest}",
            ::portcullis::__private::answers::<()>(),
        )
        .needs(&[::portcullis::__private::path_text("rest")]);
    async fn call(__portcullis_cx: &mut ::portcullis::Context) -> ::portcullis::Result {
        let rest = __portcullis_cx.path::<String>("rest");
        ::portcullis::__private::respond(remove_file(rest?))
    }
}
