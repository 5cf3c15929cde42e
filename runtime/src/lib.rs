//! Portcullis secures and documents HTTP APIs: annotate handler functions, have the security declarations
//! checked by the compiler, and serve the generated docs.
//!
//! ```no_run
//! use portcullis::prelude::*;
//!
//! #[security_scheme]
//! static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
//!
//! #[get("/items/")]
//! async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<Value> {
//!     Json(json!({ "token": token }))
//! }
//!
//! #[tokio::main]
//! async fn main() -> Result<(), portcullis::Error> {
//!     App::new(routes![read_items]).serve().await
//! }
//! ```

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod graph;
pub mod prelude;
#[cfg(any(doc, doctest))]
pub mod rules;

mod check;
#[cfg(feature = "docs")]
mod docs_page;
mod extract;
mod openapi;
mod policy;
mod request;
mod response;
mod review;
mod security;
mod server;
mod testing;

/// The crate `http`. Its types are the header fields and requests of this API: [`Response`] is an `http::Response`.
#[doc(no_inline)]
pub use http;
pub use http::StatusCode;
/// Turns a function into an operation that answers `GET` and `HEAD` requests for a path.
///
/// # Grammar
///
/// ```text
/// #[get("/items/{id}", tags = ["items"], summary = "..", description = "..", operation_id = "..", status = 200,
///       deprecated, include_in_schema = false, errors(404 = "No such item"), public = "..", shadows = "..",
///       depends(verify_key, security(get_user, scopes = ["me"])), crate = "..")]
/// ```
///
/// The path comes first. All keys are optional and may be in any order. `{id}` is a parameter and a whole segment,
/// `{*rest}` at the end takes the rest of the path, and doubled braces are literal braces.
///
/// - `status` is the status of success.
/// - `errors` lists the statuses that an [`HttpError`] may have, with their meanings.
/// - `depends` lists dependencies that are resolved before the arguments, in order. The function does not receive their
///   values.
/// - `public` is the reason why everyone may call an operation that requires no credentials. [`secured_routes!`] requires
///   the reason, and the document shows it as `x-public-reason`.
/// - `shadows` is the reason why an operation may require less than another one whose requests it takes. For example,
///   `/users/me` takes a request of `/users/{id}`.
/// - `crate` is the path of this crate if it has another name.
///
/// # What the arguments must be
///
/// | written | value |
/// |---|---|
/// | `#[depends(path)] x: T` | the value of the dependency `path` |
/// | `#[depends] x: T` | `T`, which is itself a dependency |
/// | `#[depends(Optional<path>)] x: Option<T>` | the same, or `None` if no credentials are presented for it: [`Optional`] |
/// | `#[depends(path, use_cache = false)] x: T` | the same, resolved again even if there already is a value |
/// | `#[security(path, scopes = ["me", ME])] x: T` | as `depends`, with required scopes that a scheme below `path` declares |
/// | `x: SecurityScopes` | the scopes required on the path to the function |
/// | an argument named in the path, or `#[path] x: T` | the path parameter |
/// | `#[path(prefix)] x: T` | the parameter of a prefix under which the list of the operation is nested |
/// | `#[query] x: T` | the query parameter; an `Option` may be missing, a `Vec` may be repeated |
/// | `#[header] x_page: T` | the header field `x-page`; an `Option` may be missing, a `Vec` takes all fields of the name |
/// | `#[cookie] x: T` | the cookie `x`; an `Option` may be missing |
/// | `#[body] x: T` | the body, JSON of at most 2 MiB; an `Option` may be missing |
///
/// Dependencies are resolved first, in the order in which they are written. Parameters are read after them, and all
/// problems with parameters are reported together. A parameter is a type that is `Deserialize` and `JsonSchema` and is
/// written as a single text: a number, a boolean, a string, or an enum without fields.
///
/// A body is a type that is `Deserialize` and `JsonSchema`. It is sent as `application/json`, or as another type that ends
/// in `+json`, and only one function may take it. serde reads the body, so a list of the values of the fields is also
/// accepted for a struct. Reports of problems do not repeat the values of fields that are named like a password, a secret
/// or a token.
///
/// Scopes are documented, and checked against the declarations of the schemes. A dependency that takes [`SecurityScopes`]
/// receives the required scopes and enforces them. For a scheme that is not OAuth 2.0, they are names of roles.
///
/// The function may be `async` or not, and returns anything that is [`IntoResponse`].
///
/// # What it expands to
///
/// The function as it is written, which can still be called; an empty type of the same name, which represents it in
/// [`routes!`]; an implementation of [`Operation`] for that type; and one constant for each check. The repository's
/// `examples/first_steps_expanded.rs` shows all of them.
///
/// # What it refuses
///
/// Generic functions, methods, patterns and `impl Trait` as the return type; credentials that no request can present
/// together; an argument without a source; a path parameter that nothing takes, and one that is missing from the path; a
/// scope that no scheme declares; a second body; an argument that reads the request before credentials are required; a
/// shared value that cannot be cloned. There is no [`trace`](macro@trace). Every rule has a page under `rules` in this
/// documentation.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// /// Read an item.
/// ///
/// /// Only its number, for a start.
/// #[get("/items/{id}", tags = ["items"])]
/// async fn read_item(id: u64, #[query] verbose: Option<bool>) -> Json<Value> {
///     Json(json!({ "id": id, "verbose": verbose }))
/// }
///
/// let document = App::new(routes![read_item]).openapi();
/// assert_eq!(document["paths"]["/items/{id}"]["get"]["summary"], "Read an item.");
/// ```
pub use portcullis_macros::get;

/// Turns a function into an operation that answers `POST` requests; see [`get`](macro@get).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[derive(serde::Deserialize, schemars::JsonSchema)]
/// struct Item {
///     name: String,
/// }
///
/// #[post("/items/", status = 201)]
/// async fn create_item(#[body] item: Item) -> Json<String> {
///     Json(item.name)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(App::new(routes![create_item]));
/// assert_eq!(client.post("/items/").json(&json!({ "name": "lamp" })).await.status(), 201);
///
/// let refused = client.post("/items/").json(&json!({ "nmae": "lamp" })).await;
/// assert_eq!(refused.status(), 422);
/// assert_eq!(refused.json::<Value>()["detail"][0]["loc"], json!(["body", "name"]));
/// # }
/// ```
pub use portcullis_macros::post;

/// Turns a function into an operation that answers `PUT` requests; see [`get`](macro@get).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[put("/items/{id}")]
/// async fn put_item(id: u64) -> NoContent {
///     NoContent
/// }
/// ```
pub use portcullis_macros::put;

/// Turns a function into an operation that answers `PATCH` requests; see [`get`](macro@get).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[patch("/items/{id}")]
/// async fn patch_item(id: u64) -> NoContent {
///     NoContent
/// }
/// ```
pub use portcullis_macros::patch;

/// Turns a function into an operation that answers `DELETE` requests; see [`get`](macro@get).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[delete("/items/{id}")]
/// async fn delete_item(id: u64) -> NoContent {
///     NoContent
/// }
/// ```
pub use portcullis_macros::delete;

/// Turns a function into an operation that answers `HEAD` requests; see [`get`](macro@get).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[head("/items/{id}")]
/// async fn head_item(id: u64) -> NoContent {
///     NoContent
/// }
/// ```
pub use portcullis_macros::head;

/// Turns a function into an operation that answers `OPTIONS` requests; see [`get`](macro@get).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[options("/items/{id}")]
/// async fn options_item(id: u64) -> NoContent {
///     NoContent
/// }
/// ```
pub use portcullis_macros::options;

/// Refuses to compile, and explains why there are no `TRACE` operations. `TRACE` asks a server to send a request back as it
/// came (RFC 9110, section 9.3.8). A program that can read the answer could then read `Authorization`, too.
///
/// # Example
///
/// ```compile_fail
/// use portcullis::prelude::*;
///
/// #[trace("/items/")]
/// async fn trace_items() {}
/// ```
pub use portcullis_macros::trace;

/// Turns a function into a dependency. Operations and other dependencies get its value with `#[depends(name)]`.
///
/// # Grammar
///
/// ```text
/// #[dependency(errors(400 = "Inactive user"), crate = "..")]
/// #[dependency(get_user)] struct CurrentUser(pub User);
/// ```
///
/// On a struct with one field, the attribute makes another name for the value of a dependency. The type of an argument is
/// then enough: `#[depends] user: CurrentUser`.
///
/// # What the arguments must be
///
/// The arguments are those of an operation ([`get`](macro@get)). A path parameter needs `#[path]`, since the function does
/// not know the path. It may also be a parameter of a prefix.
///
/// The function may be `async` or not. A function that is not `async` runs in place, and must not block. It returns `T`, or
/// `Result<T, E>` with an `E` that is [`IntoResponse`], such as [`AuthError`].
///
/// The function runs once per request, however often it is reached. If it takes [`SecurityScopes`], or depends on something
/// that does, it runs once for every set of required scopes. If it is reached more than once, `T` must be `Clone`.
///
/// # What it expands to
///
/// The function as it is written, an empty type with its name and visibility, and an implementation of [`Dependency`] for
/// that type.
///
/// # What it refuses
///
/// Everything that [`get`](macro@get) refuses, and a `Result` behind an alias of another name: its error would be provided
/// as a value.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[dependency(errors(400 = "The page is too far"))]
/// fn page(#[query] page: Option<u32>) -> Result<u32, HttpError> {
///     match page.unwrap_or(1) {
///         page @ 1..=100 => Ok(page),
///         _ => Err(HttpError::new(StatusCode::BAD_REQUEST, "The page is too far")),
///     }
/// }
///
/// #[get("/items/")]
/// async fn read_items(#[depends(page)] page: u32) -> Json<u32> {
///     Json(page)
/// }
///
/// assert_eq!(page(Some(7)).ok(), Some(7));
/// ```
pub use portcullis_macros::dependency;

/// Turns a struct into a dependency: `#[depends] page: Page`. Its fields have the attributes of the arguments of a
/// function; see [`dependency`](macro@dependency).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[derive(Dependency)]
/// struct Page {
///     #[query]
///     skip: Option<u32>,
///     #[query]
///     limit: Option<u32>,
/// }
///
/// #[get("/items/")]
/// async fn read_items(#[depends] page: Page) -> Json<u32> {
///     Json(page.skip.unwrap_or(0) + page.limit.unwrap_or(100))
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(App::new(routes![read_items]));
/// assert_eq!(client.get("/items/?skip=5").await.text(), "105");
/// # }
/// ```
pub use portcullis_macros::Dependency;

/// Turns an enum into a dependency whose variants are alternatives. The first alternative for which the request presents
/// all credentials is selected, and the handler learns which one it was. `#[any_of(crate = "..")]` is the path of this
/// crate if it has another name.
///
/// If the request presents no credentials, the refusal carries the challenges of all alternatives. If the credentials of
/// the selected alternative are refused, no other alternative is tried.
///
/// # What it refuses
///
/// A variant that does not hold exactly one value; an alternative that is never selected, since a request with its
/// credentials also presents those of an earlier one.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
///
/// #[security_scheme]
/// static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");
///
/// #[derive(AnyOf)]
/// enum Caller {
///     #[depends(oauth2_scheme)]
///     User(String),
///     #[depends(api_key)]
///     Machine(String),
/// }
///
/// #[get("/items/")]
/// async fn read_items(#[depends] caller: Caller) -> Json<String> {
///     Json(match caller {
///         Caller::User(token) => format!("user {token}"),
///         Caller::Machine(key) => format!("machine {key}"),
///     })
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(App::new(routes![read_items]));
/// assert_eq!(client.get("/items/").header("X-Key", "k").await.text(), r#""machine k""#);
/// assert_eq!(client.get("/items/").bearer("t").await.text(), r#""user t""#);
/// assert_eq!(client.get("/items/").await.headers().get_all("www-authenticate").iter().count(), 2);
/// # }
/// ```
pub use portcullis_macros::AnyOf;

/// Turns a static into a security scheme. Operations and dependencies get its credentials with `#[depends(name)]`.
///
/// # Grammar
///
/// ```text
/// #[security_scheme(crate = "..")]
/// pub static name: Type = expression;
/// ```
///
/// # What the type must be
///
/// A [`SecurityScheme`] with an inherent `const fn scheme(&self) -> graph::Scheme`, such as [`OAuth2PasswordBearer`].
///
/// # What it expands to
///
/// An empty type of the same name, which is a [`Dependency`]. There is no value of this name, so an argument may have the
/// name.
///
/// # What it refuses
///
/// Anything that is not a static, and `static mut`.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// pub static oauth2: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
///
/// #[get("/items/")]
/// async fn read_items(#[depends(oauth2)] oauth2: String) -> Json<String> {
///     Json(oauth2)
/// }
/// ```
pub use portcullis_macros::security_scheme;

/// A constant list of operations, for [`App::new`] or for another list.
///
/// # Grammar
///
/// ```text
/// routes![depends(log), read_items, users::read_user, #[cfg(debug_assertions)] debug, nest("/api/v1", ROUTES),
///         nest("/admin", admin::ROUTES, depends(security(get_user, scopes = ["admin"])))]
/// ```
///
/// An entry is the name of a handler, or a list below a prefix. `depends(..)` lists the dependencies that are resolved
/// before each operation of the list, outermost first. The document describes each operation with them. `crate = "..",` may
/// come first.
///
/// # What it expands to
///
/// A constant [`Routes`] in a block, which can be used wherever an expression can, even in a `const`.
///
/// # What it refuses
///
/// - a name that is not an operation;
/// - a prefix that does not start with `/` or that ends with one;
/// - a parameter in a prefix that nothing below the prefix or before it takes;
/// - two operations that answer the same requests or have the same operation id, prefixes included;
/// - one path with two sets of parameter names;
/// - two schemes with the same name;
/// - a dependency before operations that conflicts with one of them;
/// - an operation that takes requests of another one, admits all its callers and more, and gives no reason.
///
/// The empty prefix joins two lists.
///
/// [`secured_routes!`] refuses more.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[get("/")]
/// async fn hello() {}
///
/// const ROUTES: Routes = routes![hello];
/// assert_eq!(routes![hello, nest("/api/v1", ROUTES)].len(), 2);
/// ```
pub use portcullis_macros::routes;

/// A list of routes in which no requirement can be forgotten: [`routes!`] with stricter rules, for the whole of an API.
///
/// Nested lists are `routes!` themselves. They are judged with the list, including their prefixes and the dependencies
/// before them.
///
/// # What it refuses
///
/// Everything that [`routes!`] refuses, and
///
/// - an operation that admits clients without credentials and states this neither with `public = ".."` nor with an `Option`
///   among its own arguments. The token endpoint of a scheme is exempt;
/// - an operation that admits clients with any credentials: nothing before the handler can refuse them, and the handler
///   does not receive them;
/// - a scheme with a relative token URL, unless an operation here answers it with `POST` (and takes the form, in the
///   password flow);
/// - a scope that a scheme declares and nothing requires;
/// - a required scope that nothing enforces: no function between the requirement and the scheme takes [`SecurityScopes`].
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::issued_by::<login>();
///
/// #[post("/token")]
/// async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Json<Value> {
///     Json(json!({ "access_token": form.username, "token_type": "bearer" }))
/// }
///
/// #[get("/items/")]
/// async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
///     Json(token)
/// }
///
/// #[get("/health", public = "load balancers ask without credentials")]
/// async fn health() -> Json<&'static str> {
///     Json("well")
/// }
///
/// const ITEMS: Routes = routes![read_items];
/// let app = App::new(secured_routes![health, nest("/api/v1", ITEMS), nest("/api/v1", routes![login])]);
/// let flows = &app.openapi()["components"]["securitySchemes"]["OAuth2PasswordBearer"]["flows"];
/// assert_eq!(flows["password"]["tokenUrl"], "api/v1/token");
/// ```
///
/// Without its reason, `health` does not compile:
///
/// ```compile_fail
/// use portcullis::prelude::*;
///
/// #[get("/health")]
/// async fn health() -> Json<&'static str> {
///     Json("well")
/// }
///
/// let app = App::new(secured_routes![health]);
/// ```
pub use portcullis_macros::secured_routes;
pub use request::{
    CloneOf, Context, DeclaredScheme, Dependency, HandlerFuture, Operation, Optional, Parameter, Routes,
    SecurityScheme, SecurityScopes,
};
pub use response::{
    AuthError, Body, BoxError, Collected, HttpError, IntoResponse, Json, NoContent, OAuth2Error, Refusal,
    Response,
};
pub use review::{SecurityLock, SecurityReport};
pub use security::{
    ApiKeyCookie, ApiKeyHeader, ApiKeyQuery, ClientCertificate, HttpAuthorization,
    HttpAuthorizationCredentials, HttpBasic, HttpBasicCredentials, HttpBearer, MalformedAuthorization,
    MutualTls, OAuth2, OAuth2AuthorizationCodeBearer, OAuth2ClientCredentialsBearer, OAuth2PasswordBearer,
    OAuth2PasswordRequestForm, OAuth2PasswordRequestFormStrict, OpenIdConnect, secure_eq,
};
#[cfg(feature = "digest")]
pub use security::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials, NotADigest};
pub use server::{App, AppFuture, Error, Stack};
pub use testing::{AuthorizationMatrix, AuthorizationReport, TestClient, TestRequest, TestResponse, resolve};

/// Fails a test if `security.lock` beside the `Cargo.toml` of the crate differs from the app:
/// `assert_security_lock!(app())`, or with the name of another file. See [`SecurityLock`].
///
/// The file is written with `SECURITY_LOCK=write cargo test`, or by the program ([`App::run`]).
#[macro_export]
macro_rules! assert_security_lock {
    ($app:expr $(,)?) => {
        $crate::assert_security_lock!($app, "security.lock")
    };
    ($app:expr, $file:literal $(,)?) => {
        $app.security_lock().assert_file(::core::concat!(::core::env!("CARGO_MANIFEST_DIR"), "/", $file))
    };
}

/// The result of resolving a dependency or running an operation.
pub type Result<T = Response, E = Refusal> = std::result::Result<T, E>;

/// The programs of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
