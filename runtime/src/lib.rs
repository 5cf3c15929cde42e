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

pub use http::StatusCode;
/// Makes an operation of a function: `GET` requests for a path, and `HEAD` requests, are answered by it.
///
/// # Grammar
///
/// ```text
/// #[get("/items/{id}", tags = ["items"], summary = "..", description = "..", operation_id = "..", status = 200,
///       deprecated, include_in_schema = false, errors(404 = "No such item"), public = "..", shadows = "..",
///       depends(verify_key, security(get_user, scopes = ["me"])), crate = "..")]
/// ```
///
/// The path comes first; all keys are optional and come in any order. `{id}` is a parameter and a whole segment, `{*rest}` at
/// the end takes the rest of the path, and doubled braces stand for braces. `status` is the status of success. `errors` names what an
/// [`HttpError`] may answer. `depends` names what is resolved before the arguments, in order, and whose values nobody takes.
/// `public` says why everybody may call an operation that asks for no credentials, which [`secured_routes!`] wants to know and
/// the document shows as `x-public-reason`; `shadows`, why one may ask for less than another whose requests it takes (`/users/me`,
/// of `/users/{id}`). `crate` is the path of this crate where it has another name.
///
/// # What the arguments must be
///
/// | written | value |
/// |---|---|
/// | `#[depends(path)] x: T` | the value of the dependency `path` |
/// | `#[depends] x: T` | `T`, which is itself a dependency |
/// | `#[depends(Optional<path>)] x: Option<T>` | the same, or `None` when no credentials are presented for it: [`Optional`] |
/// | `#[depends(path, use_cache = false)] x: T` | the same, resolved whatever value there is from before |
/// | `#[security(path, scopes = ["me", ME])] x: T` | as `depends`, asking for scopes that a scheme behind `path` declares |
/// | `x: SecurityScopes` | the scopes that were asked for on the way here |
/// | an argument named in the path, or `#[path] x: T` | the path parameter |
/// | `#[path(prefix)] x: T` | the parameter of a prefix under which the list of the operation is nested |
/// | `#[query] x: T` | the query parameter; an `Option` may be missing, a `Vec` may be repeated |
/// | `#[body] x: T` | the body, JSON of at most 2 MiB; an `Option` may be missing |
///
/// Dependencies are resolved first, in the order in which they are written; parameters come after them, and all that is
/// wrong with them is reported together. A parameter is anything that is `Deserialize` and `JsonSchema` and is written
/// as one text: a number, a boolean, a string, an enum without fields.
///
/// A body is anything that is `Deserialize` and `JsonSchema`. It comes as `application/json` or as another type that ends in
/// `+json`, and one function takes it. serde reads it, which takes a list of the values of its fields for a struct, too. What
/// is called a password, a secret or a token is not repeated in the report of what is wrong.
///
/// Scopes are checked against the schemes' declarations and documented, and a dependency that takes [`SecurityScopes`] learns
/// which were asked for, and enforces them. Of a scheme that is not OAuth 2.0 they are names of roles.
///
/// The function may be `async` or not, and returns anything that is [`IntoResponse`].
///
/// # What it expands to
///
/// The function as it is written, still callable; an empty type of its name, which stands for it in [`routes!`]; an
/// implementation of [`Operation`] for that type; and one constant for each check. The repository's
/// `examples/first_steps_expanded.rs` shows all of it.
///
/// # What it refuses
///
/// Generic functions, methods, patterns and `impl Trait` as the return type; credentials that no request can present
/// together; an argument that comes from nowhere; a path
/// parameter that nothing takes, and one that the path lacks; a scope that no scheme declares; a second body; an argument
/// that reads the request before credentials are asked for; a shared value that cannot be cloned. There is no
/// [`trace`](macro@trace). Every rule has a page under `rules` in this documentation.
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

/// Makes an operation of a function that answers `POST` requests; see [`get`](macro@get).
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

/// Makes an operation of a function that answers `PUT` requests; see [`get`](macro@get).
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

/// Makes an operation of a function that answers `PATCH` requests; see [`get`](macro@get).
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

/// Makes an operation of a function that answers `DELETE` requests; see [`get`](macro@get).
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

/// Makes an operation of a function that answers `HEAD` requests; see [`get`](macro@get).
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

/// Makes an operation of a function that answers `OPTIONS` requests; see [`get`](macro@get).
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

/// Not an operation: using it is an error that says why. `TRACE` asks a server to send a request back as it came
/// (RFC 9110, section 9.3.8), `Authorization` included, to whoever can read the answer.
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

/// Makes a dependency of a function: others ask for its value with `#[depends(name)]`.
///
/// # Grammar
///
/// ```text
/// #[dependency(errors(400 = "Inactive user"), crate = "..")]
/// #[dependency(get_user)] struct CurrentUser(pub User);
/// ```
///
/// Before a struct of one field it makes another name for the value of a dependency, so that an argument says it by its
/// type: `#[depends] user: CurrentUser`.
///
/// # What the arguments must be
///
/// The same as those of an operation ([`get`](macro@get)); a path parameter needs `#[path]`, since the function does not
/// know the path; it may be one of a prefix, too. The function may be `async` or not; one that is not runs where it is, and must not block. It returns
/// `T`, or `Result<T, E>` with an `E` that is [`IntoResponse`], such as [`AuthError`]. It runs once per request however often
/// it is reached, or once for every set of scopes that it is asked for with, if it takes [`SecurityScopes`] or needs something
/// that does; where it is reached more than once, `T` must be `Clone`.
///
/// # What it expands to
///
/// The function as it is written, an empty type of its name and visibility, and an implementation of [`Dependency`] for
/// that type.
///
/// # What it refuses
///
/// What [`get`](macro@get) refuses, and a `Result` behind an alias of another name: its refusal would be provided as a
/// value.
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

/// Makes a dependency of a struct whose fields say where they come from, as the arguments of a function do:
/// `#[depends] page: Page`. Of what the fields are, see [`dependency`](macro@dependency).
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

/// Makes a dependency of an enum whose variants are alternatives: the first for which the request presents all credentials
/// decides, and the handler learns which one it was. `#[any_of(crate = "..")]` is for a crate of another name.
///
/// When nothing is presented, the refusal carries the challenges of all alternatives. What is presented for one and is
/// refused is not made good by another.
///
/// # What it refuses
///
/// A variant that does not hold exactly one value; an alternative that is never looked at, since whoever presents its
/// credentials presents those of one before it.
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

/// Makes a security scheme of a static: operations and dependencies ask for its credentials with `#[depends(name)]`.
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
/// An empty type of the name, which is a [`Dependency`]. Nothing of the name is left among the values: an argument may
/// bear it.
///
/// # What it refuses
///
/// Anything that is no static, and `static mut`.
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
/// An entry is the name of a handler, or a list below a prefix. `depends(..)` names what is resolved before each operation of
/// the list, outermost first; each of them is documented with it. `crate = "..",` may come first.
///
/// # What it expands to
///
/// A constant [`Routes`] in a block; it can stand wherever an expression can, in a `const` too.
///
/// # What it refuses
///
/// A name that is no operation; a prefix that does not start with `/` or ends with one, or has a parameter that nothing below or
/// before it takes; and, prefixes counted, two operations that answer the same requests or have the same operation id, one path with
/// two sets of parameter names, two schemes of one name; something before an operation that does not go with it; an operation
/// that takes requests of another and lets in everybody whom that lets in, and more, without saying why. The empty prefix joins two lists.
///
/// [`secured_routes!`] refuse more.
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

/// A list of routes in which no lock can be forgotten: [`routes!`] with stricter rules, for the whole of an API.
///
/// The lists that it nests are judged with it, prefixes and what stands before them included, and are `routes!` themselves.
///
/// # What it refuses
///
/// What [`routes!`] refuses, and
///
/// - an operation that reaches no security scheme and does not say why everybody may call it, `public = ".."`; but the one that
///   issues the tokens of a scheme is the door itself;
/// - a scheme whose tokens are asked for at a relative URL that nothing here answers, or not by `POST`, or not with the form
///   of the password flow;
/// - a scope that a scheme declares and nothing requires;
/// - a scope that is asked for where nothing on the way to the scheme takes [`SecurityScopes`], and so looks for it.
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
    CloneOf, Context, DeclaredScheme, Dependency, Guarding, Handler, Operation, Optional, Parameter, Passing,
    Routes, Running, SecurityScheme, SecurityScopes,
};
pub use response::{
    AuthError, Body, BoxError, Collected, HttpError, IntoResponse, Json, NoContent, OAuth2Error, Refusal,
    Response,
};
pub use review::{SecurityLock, SecurityReport};
pub use security::{
    ApiKeyCookie, ApiKeyHeader, ApiKeyQuery, ClientCertificate, HttpAuthorization,
    HttpAuthorizationCredentials, HttpBasic, HttpBasicCredentials, HttpBearer, MutualTls, OAuth2,
    OAuth2AuthorizationCodeBearer, OAuth2ClientCredentialsBearer, OAuth2PasswordBearer,
    OAuth2PasswordRequestForm, OAuth2PasswordRequestFormStrict, OpenIdConnect, secure_eq,
};
#[cfg(feature = "digest")]
pub use security::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials, NotADigest};
pub use server::{App, AppFuture, Error, Stack};
pub use testing::{AuthorizationMatrix, AuthorizationReport, TestClient, TestRequest, TestResponse, resolve};

/// Fails a test when `security.lock` beside the `Cargo.toml` of the crate says something else of who may call what than the
/// app: `assert_security_lock!(app())`, or with the name of another file. See [`SecurityLock`].
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

/// What resolving a dependency or running an operation comes to.
pub type Result<T = Response, E = Refusal> = std::result::Result<T, E>;

/// The programs of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
