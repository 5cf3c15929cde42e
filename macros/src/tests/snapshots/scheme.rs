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
    #[diagnostic::do_not_recommend]
    impl ::portcullis::Dependency for oauth2_scheme {
        type Output = <OAuth2PasswordBearer as ::portcullis::SecurityScheme>::Credentials;
        const CLONE: ::portcullis::CloneOf<
            <OAuth2PasswordBearer as ::portcullis::SecurityScheme>::Credentials,
        > = {
            #[allow(unused_imports)]
            use ::portcullis::__private::NotClone as _;
            ::portcullis::__private::Sharing::<
                <OAuth2PasswordBearer as ::portcullis::SecurityScheme>::Credentials,
            >::CLONE
        };
        const MADE_BY_MACRO: ::core::primitive::bool = true;
        const DEPENDENCY: ::portcullis::graph::Dependency = ::portcullis::__private::scheme::<
            Self,
        >(
            ::portcullis::__private::id(
                ::core::module_path!(),
                "oauth2_scheme",
                8567440635947616348,
            ),
            __PORTCULLIS_DESCRIPTION,
            Self::CLONE.is_some(),
        );
        async fn resolve(
            cx: &mut ::portcullis::Context,
        ) -> ::portcullis::Result<
            <OAuth2PasswordBearer as ::portcullis::SecurityScheme>::Credentials,
        > {
            ::portcullis::__private::authenticate::<Self>(cx).await
        }
    }
    #[automatically_derived]
    #[diagnostic::do_not_recommend]
    impl ::portcullis::DeclaredScheme for oauth2_scheme {
        type Scheme = OAuth2PasswordBearer;
        fn value() -> &'static OAuth2PasswordBearer {
            &__PORTCULLIS_SCHEME
        }
        fn describe(scheme: &OAuth2PasswordBearer) -> ::portcullis::graph::Scheme {
            scheme.scheme()
        }
    }
};
