//! The second tutorial: a login form, and a chain of dependencies that finds the user.
//!
//! ```sh
//! cargo run --example simple_oauth2
//! ```
//!
//! Then open http://127.0.0.1:8000/docs and authorize as `johndoe` with the password `secret`.

use portcullis::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

/// The public fields of a user.
#[derive(Clone, Serialize, JsonSchema)]
struct User {
    username: String,
    email: Option<String>,
    full_name: Option<String>,
    disabled: Option<bool>,
}

/// A record of the database.
//
// `GET /users/me` returns all fields, as the tutorial does, for demonstration. A real application returns `User`,
// because the return type determines what is sent, and the hash of a password is secret.
#[derive(Clone, Serialize, JsonSchema)]
struct UserInDB {
    #[serde(flatten)]
    user: User,
    hashed_password: String,
}

/// What a client gets for a user name and a password (RFC 6749, section 5.1).
#[derive(Serialize, JsonSchema)]
struct Token {
    access_token: String,
    token_type: &'static str,
}

/// Two records, in the order of their columns: user name, full name, address, hash, disabled.
const FAKE_USERS_DB: [(&str, &str, &str, &str, bool); 2] = [
    ("johndoe", "John Doe", "johndoe@example.com", "fakehashedsecret", false),
    ("alice", "Alice Wonderson", "alice@example.com", "fakehashedsecret2", true),
];

/// Not secure: a real application uses Argon2 or a similar function.
fn fake_hash_password(password: &str) -> String {
    format!("fakehashed{password}")
}

fn get_user(username: &str) -> Option<UserInDB> {
    let &(username, full_name, email, hashed_password, disabled) =
        FAKE_USERS_DB.iter().find(|record| record.0 == username)?;
    let user = User {
        username: username.into(),
        email: Some(email.into()),
        full_name: Some(full_name.into()),
        disabled: Some(disabled),
    };
    Some(UserInDB { user, hashed_password: hashed_password.into() })
}

/// Not secure: the token is the name of the user, and it never expires.
fn fake_decode_token(token: &str) -> Option<UserInDB> {
    get_user(token)
}

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
async fn get_current_user(#[depends(oauth2_scheme)] token: String) -> Result<UserInDB, HttpError> {
    fake_decode_token(&token).ok_or_else(|| {
        HttpError::new(StatusCode::UNAUTHORIZED, "Invalid authentication credentials")
            .header("WWW-Authenticate", "Bearer")
    })
}

#[dependency(errors(400 = "Inactive user"))]
async fn get_current_active_user(
    #[depends(get_current_user)] current_user: UserInDB,
) -> Result<UserInDB, HttpError> {
    if current_user.user.disabled == Some(true) {
        return Err(HttpError::new(StatusCode::BAD_REQUEST, "Inactive user"));
    }
    Ok(current_user)
}

#[post("/token", errors(400 = "Incorrect username or password"))]
async fn login(#[depends] form_data: OAuth2PasswordRequestForm) -> Result<Json<Token>, HttpError> {
    let incorrect = || HttpError::new(StatusCode::BAD_REQUEST, "Incorrect username or password");
    let user = get_user(&form_data.username).ok_or_else(incorrect)?;
    if fake_hash_password(&form_data.password) != user.hashed_password {
        return Err(incorrect());
    }
    Ok(Json(Token { access_token: user.user.username, token_type: "bearer" }))
}

#[get("/users/me")]
async fn read_users_me(#[depends(get_current_active_user)] current_user: UserInDB) -> Json<UserInDB> {
    Json(current_user)
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(routes![login, read_users_me])
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
