//! What the macros make of `first_steps`: this is all there is to it.
use portcullis::prelude::*;
#[allow(non_camel_case_types)]
struct oauth2_scheme {}
const _: () = {
    static __PORTCULLIS_SCHEME: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
    const __PORTCULLIS_DESCRIPTION: &::portcullis::graph::Scheme = &__PORTCULLIS_SCHEME.scheme();
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
        async fn resolve(cx: &mut ::portcullis::Context) -> ::portcullis::Result<Self::Output> {
            ::portcullis::__private::authenticate(&__PORTCULLIS_SCHEME, cx).await
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
impl ::portcullis::Operation for read_items {
    const OPERATION: ::portcullis::graph::Operation = ::portcullis::graph::Operation::new(
        ::portcullis::graph::Id::new(::core::module_path!(), "read_items"),
        ::portcullis::graph::Method::Get,
        "/items/",
        ::portcullis::__private::answers::<Json<Value>>(),
    )
    .needs(&[::portcullis::__private::dependency::<oauth2_scheme>(&[])]);
    async fn call(__portcullis_cx: &mut ::portcullis::Context) -> ::portcullis::Result {
        let token = __portcullis_cx.dependency::<oauth2_scheme>().await?;
        ::portcullis::__private::respond(read_items(token?).await)
    }
}
const _: () = ::portcullis::__private::check_sharing(&<read_items as ::portcullis::Operation>::OPERATION);
/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new({
        const __PORTCULLIS_ROUTES: ::portcullis::Routes =
            ::portcullis::__private::routes(&[::portcullis::__private::operation::<read_items>()]);
        __PORTCULLIS_ROUTES
    })
}
#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
