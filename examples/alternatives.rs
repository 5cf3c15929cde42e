//! Alternatives: users send a token, machines send a key, and the handler learns which one was sent.
//!
//! ```sh
//! cargo run --example alternatives
//! curl -H 'X-Key: secret' http://127.0.0.1:8000/jobs
//! curl -H 'Authorization: Bearer johndoe' http://127.0.0.1:8000/jobs
//! ```

use portcullis::prelude::*;

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn get_user(#[depends(bearer)] token: HttpAuthorizationCredentials) -> Result<String, AuthError> {
    if portcullis::secure_eq(token.credentials(), "johndoe") {
        Ok("John Doe".into())
    } else {
        Err(bearer::invalid_token())
    }
}

#[dependency]
async fn get_machine(#[depends(api_key)] key: String) -> Result<u32, AuthError> {
    if portcullis::secure_eq(key, "secret") { Ok(7) } else { Err(api_key::invalid_token()) }
}

/// The caller: the first alternative for which credentials are presented.
#[derive(AnyOf)]
enum Caller {
    #[depends(get_user)]
    User(String),
    #[depends(get_machine)]
    Machine(u32),
}

/// Read the jobs of the caller.
#[get("/jobs")]
async fn read_jobs(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::User(name) => format!("the jobs of {name}"),
        Caller::Machine(number) => format!("the jobs of machine {number}"),
    })
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(routes![read_jobs])
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
