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

mod body;
mod check;
mod dependency;
#[cfg(feature = "docs")]
mod docs_page;
mod extract;
mod openapi;
mod operation;
mod problem;
mod refusal;
mod respond;
mod routes;
mod security;
mod server;
mod testing;

pub use body::{Body, BoxError};
pub use dependency::{CloneOf, Dependency};
pub use http::StatusCode;
pub use operation::Operation;
pub use portcullis_macros::{
    delete, dependency, get, head, options, patch, post, put, routes, security_scheme,
};
pub use refusal::{Collected, Refusal};
pub use respond::{HttpError, IntoResponse, Json, NoContent, OAuth2Error, Response};
pub use routes::Routes;
pub use security::{
    OAuth2PasswordBearer, OAuth2PasswordRequestForm, OAuth2PasswordRequestFormStrict, SecurityScheme,
};
pub use server::{App, AppFuture, Context, Error, Handler, Stack};
pub use testing::{TestClient, TestRequest, TestResponse, resolve};

/// What resolving a dependency or running an operation comes to.
pub type Result<T = Response, E = Refusal> = std::result::Result<T, E>;
