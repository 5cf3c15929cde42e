pub fn remove_file(rest: String) {}
#[doc(hidden)]
#[allow(non_camel_case_types)]
pub struct remove_file {}
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl ::portcullis::Operation for remove_file {
    const MADE_BY_MACRO: ::core::primitive::bool = true;
    const ID: ::portcullis::graph::Id = ::portcullis::__private::id(
        ::core::module_path!(),
        "remove_file",
        7987292597274639984,
    );
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
            Self::ID,
            ::portcullis::graph::Method::Delete,
            "/files/{*rest}",
            &<() as ::portcullis::IntoResponse>::ANSWERS,
        )
        .needs(
            &[
                ::portcullis::__private::text::<
                    String,
                >(::portcullis::graph::Place::Path, "rest"),
            ],
        );
    fn call(__cx: ::portcullis::Context) -> ::portcullis::HandlerFuture {
        ::portcullis::__private::run(
            __cx,
            Self::OPERATION.needs,
            (<String as ::portcullis::Parameter>::part(),),
            |(rest,)| ::core::future::ready(remove_file(rest)),
            <() as ::portcullis::IntoResponse>::RESPOND,
        )
    }
}
