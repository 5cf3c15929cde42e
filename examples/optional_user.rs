//! A public operation that recognizes its users.
//!
//! ```sh
//! cargo run --example optional_user
//! curl http://127.0.0.1:8000/greeting
//! curl -H 'Authorization: Bearer johndoe' http://127.0.0.1:8000/greeting
//! ```

use portcullis::prelude::*;

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[dependency]
async fn get_user(#[depends(bearer)] token: HttpAuthorizationCredentials) -> Result<String, AuthError> {
    // Not secure: a real application looks up the token.
    if portcullis::secure_eq(token.credentials(), "johndoe") {
        Ok("John Doe".into())
    } else {
        Err(bearer::invalid_token())
    }
}

/// Greet the caller. A request without a token is anonymous, but a wrong token is refused.
#[get("/greeting")]
async fn greet(#[depends(Optional<get_user>)] user: Option<String>) -> Json<String> {
    Json(match user {
        Some(name) => format!("Hello, {name}!"),
        None => "Hello, stranger!".into(),
    })
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(routes![greet])
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
