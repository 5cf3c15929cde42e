//! API keys in a header field, in the query and in a cookie.
//!
//! ```sh
//! cargo run --example api_keys
//! curl -H 'X-Key: secret' http://127.0.0.1:8000/header
//! ```

use portcullis::prelude::*;

#[security_scheme]
static header_key: ApiKeyHeader = ApiKeyHeader::new("X-Key").description("Ask the office for one.");

#[security_scheme]
static query_key: ApiKeyQuery = ApiKeyQuery::new("key");

#[security_scheme]
static session: ApiKeyCookie = ApiKeyCookie::new("session");

/// Returns the owner of a key. A real application stores hashes of keys.
fn owner(key: &str) -> Option<&'static str> {
    portcullis::secure_eq(key, "secret").then_some("the office")
}

#[dependency]
fn by_header(#[depends(header_key)] key: String) -> Result<&'static str, AuthError> {
    owner(&key).ok_or_else(header_key::invalid_token)
}

#[dependency]
fn by_query(#[depends(query_key)] key: String) -> Result<&'static str, AuthError> {
    owner(&key).ok_or_else(query_key::invalid_token)
}

#[dependency]
fn by_cookie(#[depends(session)] key: String) -> Result<&'static str, AuthError> {
    owner(&key).ok_or_else(session::invalid_token)
}

/// Reads the key in `X-Key`.
#[get("/header")]
async fn read_by_header(#[depends(by_header)] owner: &'static str) -> Json<&'static str> {
    Json(owner)
}

/// Reads the key in `?key=`.
#[get("/query")]
async fn read_by_query(#[depends(by_query)] owner: &'static str) -> Json<&'static str> {
    Json(owner)
}

/// Reads the key in the cookie `session`.
#[get("/cookie")]
async fn read_by_cookie(#[depends(by_cookie)] owner: &'static str) -> Json<&'static str> {
    Json(owner)
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(routes![read_by_header, read_by_query, read_by_cookie])
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
