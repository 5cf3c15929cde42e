//! The complete expansion of `first_steps`.
use portcullis::prelude::*;
#[allow(non_camel_case_types)]
struct oauth2_scheme {}
const _: () = {
    static __PORTCULLIS_SCHEME: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
    const __PORTCULLIS_DESCRIPTION: &::portcullis::graph::Scheme = &__PORTCULLIS_SCHEME.scheme();
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
        const DEPENDENCY: ::portcullis::graph::Dependency = ::portcullis::__private::scheme::<Self>(
            ::portcullis::__private::id(::core::module_path!(), "oauth2_scheme", 1766984120989416920),
            __PORTCULLIS_DESCRIPTION,
            Self::CLONE.is_some(),
        );
        async fn resolve(
            cx: &mut ::portcullis::Context,
        ) -> ::portcullis::Result<<OAuth2PasswordBearer as ::portcullis::SecurityScheme>::Credentials>
        {
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
async fn read_items(token: String) -> Json<Value> {
    Json(json!({ "token" : token }))
}
#[doc(hidden)]
#[allow(non_camel_case_types)]
struct read_items {}
#[automatically_derived]
#[diagnostic::do_not_recommend]
impl ::portcullis::Operation for read_items {
    const MADE_BY_MACRO: ::core::primitive::bool = true;
    const ID: ::portcullis::graph::Id =
        ::portcullis::__private::id(::core::module_path!(), "read_items", 14914410591043230336);
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
        Self::ID,
        ::portcullis::graph::Method::Get,
        "/items/",
        &<Json<Value> as ::portcullis::IntoResponse>::ANSWERS,
    )
    .needs(&[<oauth2_scheme as ::portcullis::Dependency>::NEED]);
    fn call(__cx: ::portcullis::Context) -> ::portcullis::HandlerFuture {
        ::portcullis::__private::run(
            __cx,
            Self::OPERATION.needs,
            (<oauth2_scheme as ::portcullis::Dependency>::asked(),),
            |(token,)| read_items(token),
            <Json<Value> as ::portcullis::IntoResponse>::RESPOND,
        )
    }
}
/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new({
        const __PORTCULLIS_ROUTES: ::portcullis::Routes = ::portcullis::__private::routes(
            ::core::module_path!(),
            false,
            &[<read_items as ::portcullis::Operation>::ROUTE],
        );
        #[allow(long_running_const_eval)]
        const __PORTCULLIS_FAULTS: &[::core::option::Option<::portcullis::__private::Fault>] =
            &::portcullis::__private::faults::<{ ::portcullis::__private::faults_size(__PORTCULLIS_ROUTES) }>(
                __PORTCULLIS_ROUTES,
            );
        const _: () = {
            ::portcullis::__private::check_entry(__PORTCULLIS_ROUTES, __PORTCULLIS_FAULTS, 0);
        };
        __PORTCULLIS_ROUTES
    })
}
#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
