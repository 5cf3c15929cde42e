//! The first tutorial: a security scheme, and an operation that depends on it.
//!
//! ```sh
//! cargo run --example first_steps
//! ```
//!
//! Then open http://127.0.0.1:8000/docs.

use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<Value> {
    Json(json!({ "token": token }))
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(routes![read_items])
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
