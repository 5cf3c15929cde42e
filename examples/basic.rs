//! HTTP Basic: a user name and a password in every request. FastAPI's chapter "HTTP Basic Auth".
//!
//! ```sh
//! cargo run --example basic
//! curl -u stanleyjobson:swordfish http://127.0.0.1:8000/users/me
//! ```

use portcullis::prelude::*;

#[security_scheme]
static security: HttpBasic = HttpBasic::new("basic example").charset();

#[dependency]
fn get_current_username(#[depends(security)] credentials: HttpBasicCredentials) -> Result<String, AuthError> {
    if credentials.is("stanleyjobson", "swordfish") {
        Ok(credentials.username)
    } else {
        Err(security::invalid_token().detail("Incorrect username or password"))
    }
}

#[get("/users/me")]
async fn read_current_user(#[depends(get_current_username)] username: String) -> Json<Value> {
    Json(json!({ "username": username }))
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(routes![read_current_user])
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
