/// How users show who they are.
#[allow(non_camel_case_types)]
pub struct oauth2_scheme {}
const _: () = {
    static __PORTCULLIS_SCHEME: OAuth2PasswordBearer = OAuth2PasswordBearer::new(
        "token",
    );
    const __PORTCULLIS_DESCRIPTION: &::portcullis::graph::Scheme = &__PORTCULLIS_SCHEME
        .scheme();
    #[automatically_derived]
    impl ::portcullis::Dependency for oauth2_scheme {
        type Output = <OAuth2PasswordBearer as ::portcullis::SecurityScheme>::Credentials;
        const CLONE: ::portcullis::CloneOf<Self::Output> = {
            #[allow(unused_imports)]
            use ::portcullis::__private::NotClone as _;
            ::portcullis::__private::Sharing::<Self::Output>::CLONE
        };
        const DEPENDENCY: ::portcullis::graph::Dependency = ::portcullis::graph::Dependency::scheme(
            ::portcullis::graph::Id::new(::core::module_path!(), "oauth2_scheme"),
            __PORTCULLIS_DESCRIPTION,
            Self::CLONE.is_some(),
        );
        async fn resolve(
            cx: &mut ::portcullis::Context,
        ) -> ::portcullis::Result<Self::Output> {
            ::portcullis::__private::authenticate(&__PORTCULLIS_SCHEME, cx).await
        }
    }
};
