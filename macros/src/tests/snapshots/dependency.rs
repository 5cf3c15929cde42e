pub(crate) async fn get_current_user(
    token: String,
    clock: Clock,
) -> Result<User, HttpError> {
    find(token, clock).await
}
#[doc(hidden)]
#[allow(non_camel_case_types)]
pub(crate) struct get_current_user {}
#[automatically_derived]
impl ::portcullis::Dependency for get_current_user {
    type Output = <Result<User, HttpError> as ::portcullis::__private::Fallible>::Value;
    const CLONE: ::portcullis::CloneOf<Self::Output> = {
        #[allow(unused_imports)]
        use ::portcullis::__private::NotClone as _;
        ::portcullis::__private::Sharing::<Self::Output>::CLONE
    };
    const DEPENDENCY: ::portcullis::graph::Dependency = ::portcullis::graph::Dependency::function(
            ::portcullis::graph::Id::new(::core::module_path!(), "get_current_user"),
            ::portcullis::__private::refusals::<Result<User, HttpError>>(),
            Self::CLONE.is_some(),
        )
        .errors(&[(400, "Inactive user")])
        .needs(
            &[
                ::portcullis::__private::dependency::<oauth2_scheme>(&[]),
                ::portcullis::__private::dependency::<Clock>(&[]),
            ],
        );
    async fn resolve(
        __portcullis_cx: &mut ::portcullis::Context,
    ) -> ::portcullis::Result<Self::Output> {
        let token = __portcullis_cx.dependency::<oauth2_scheme>().await?;
        let clock = __portcullis_cx.dependency::<Clock>().await?;
        ::portcullis::__private::Fallible::into_result(
            get_current_user(token?, clock?).await,
        )
    }
}
