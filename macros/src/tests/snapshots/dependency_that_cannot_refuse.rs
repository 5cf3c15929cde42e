#[cfg(unix)]
fn page(page: u32) -> u32 {
    page
}
#[cfg(unix)]
#[doc(hidden)]
#[allow(non_camel_case_types)]
struct page {}
#[cfg(unix)]
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl renamed::Dependency for page {
    type Output = u32;
    const CLONE: renamed::CloneOf<Self::Output> = {
        #[allow(unused_imports)]
        use renamed::__private::NotClone as _;
        renamed::__private::Sharing::<Self::Output>::CLONE
    };
    const MADE_BY_MACRO: ::core::primitive::bool = true;
    const DEPENDENCY: renamed::graph::Dependency = renamed::__private::function(
            renamed::__private::id(::core::module_path!(), "page", 2188093950304567708),
            &renamed::graph::Answers::Nothing,
            Self::CLONE.is_some(),
        )
        .needs(
            &[renamed::__private::integer::<u32>(renamed::graph::Place::Query, "page")],
        );
    async fn resolve(__cx: &mut renamed::Context) -> renamed::Result<Self::Output> {
        let __portcullis_page = renamed::__private::read(
                __cx,
                &Self::DEPENDENCY.needs[0],
                <u32 as renamed::Parameter>::part(),
            )
            .await?;
        ::core::result::Result::Ok(page(__portcullis_page?))
    }
}
#[cfg(unix)]
const _: () = {
    #[allow(unused_imports)]
    use renamed::__private::NotResult as _;
    renamed::__private::check_value(renamed::__private::Returned::<u32>::IS_RESULT)
};
