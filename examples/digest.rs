//! HTTP Digest: the client proves that it knows a password without sending it.
//!
//! ```sh
//! cargo run --example digest
//! curl --digest -u stanleyjobson:swordfish http://127.0.0.1:8000/users/me
//! ```

use portcullis::prelude::*;
use portcullis::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials};

/// The source of the users' passwords.
struct Users;

impl DigestUsers for Users {
    async fn find(&self, username: &str) -> Option<DigestSecret> {
        // A real application stores a hash of name, realm and password: `DigestSecret::sha256`.
        (username == "stanleyjobson").then(|| DigestSecret::password("swordfish"))
    }
}

#[security_scheme]
static security: HttpDigest<Users> = HttpDigest::new("digest example", Users).md5();

#[get("/users/me")]
async fn read_current_user(#[depends(security)] caller: HttpDigestCredentials) -> Json<Value> {
    Json(json!({ "username": caller.username }))
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(routes![read_current_user])
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
