//! The chapter "Get Current User", between the two tutorials.

use portcullis::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
struct User {
    username: String,
    email: Option<String>,
    full_name: Option<String>,
    disabled: Option<bool>,
}

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

fn fake_decode_token(token: &str) -> User {
    User {
        username: format!("{token}fakedecoded"),
        email: Some("john@example.com".into()),
        full_name: Some("John Doe".into()),
        disabled: None,
    }
}

#[dependency]
async fn get_current_user(#[depends(oauth2_scheme)] token: String) -> User {
    fake_decode_token(&token)
}

#[get("/users/me")]
async fn read_users_me(#[depends(get_current_user)] current_user: User) -> Json<User> {
    Json(current_user)
}

/// The app.
pub fn app() -> App {
    App::new(routes![read_users_me])
}
