pub fn remove_file(rest: String) {}
#[doc(hidden)]
#[allow(non_camel_case_types)]
pub struct remove_file {}
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl ::portcullis::Operation for remove_file {
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            ::portcullis::graph::Id::new(::core::module_path!(), "remove_file"),
            ::portcullis::graph::Method::Delete,
            "/files/{*rest}",
            &<() as ::portcullis::IntoResponse>::ANSWERS,
        )
        .needs(
            &[
                ::portcullis::__private::path_text(
                    <String as ::portcullis::Parameter>::MODEL,
                    "rest",
                ),
            ],
        );
    fn call(mut __portcullis_cx: ::portcullis::Context) -> ::portcullis::Running {
        ::std::boxed::Box::pin(async move {
            let __portcullis_cx = &mut __portcullis_cx;
            let rest = <String as ::portcullis::Parameter>::path(
                __portcullis_cx,
                "rest",
            );
            __portcullis_cx.readable()?;
            let rest = rest?;
            ::core::result::Result::Ok(
                <() as ::portcullis::IntoResponse>::into_response(remove_file(rest)),
            )
        })
    }
}
