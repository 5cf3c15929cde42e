//! OAuth2 scopes: what a token permits, asked for where it is needed; FastAPI's "OAuth2 scopes".
//!
//! ```sh
//! cargo run --example scopes
//! ```
//!
//! Authorize at http://127.0.0.1:8000/docs as `johndoe` with the password `secret`, with one of the scopes or with both.

use portcullis::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token")
    .scopes(&[("me", "Read information about the current user."), ("items", "Read items.")]);

#[derive(Clone, Serialize, JsonSchema)]
struct User {
    username: String,
}

#[derive(Serialize, JsonSchema)]
struct Token {
    access_token: String,
    token_type: &'static str,
}

/// Whose token it is and what it permits. A real application reads a signed token or asks a database.
fn decode(token: &str) -> Option<(User, Vec<&str>)> {
    let (username, scopes) = token.split_once('.')?;
    let known = (username == "johndoe").then(|| User { username: username.into() })?;
    Some((known, scopes.split('.').collect()))
}

/// Knows what all that depend on it ask for.
#[dependency]
async fn get_current_user(
    #[depends(oauth2_scheme)] token: String,
    asked: SecurityScopes,
) -> Result<User, AuthError> {
    let (user, granted) = decode(&token).ok_or_else(oauth2_scheme::invalid_token)?;
    oauth2_scheme::require(&asked, granted)?;
    Ok(user)
}

#[dependency]
async fn get_current_active_user(#[security(get_current_user, scopes = ["me"])] current_user: User) -> User {
    current_user
}

/// Log in; the token permits what is asked for here.
#[post("/token")]
async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Result<Json<Token>, OAuth2Error> {
    if form.username != "johndoe" || !portcullis::secure_eq(&form.password, "secret") {
        return Err(OAuth2Error::invalid_grant("Incorrect username or password"));
    }
    if form.scopes.iter().any(|scope| scope != "me" && scope != "items") {
        return Err(OAuth2Error::invalid_scope("There is no such scope"));
    }
    let access_token = format!("{}.{}", form.username, form.scopes.join("."));
    Ok(Json(Token { access_token, token_type: "bearer" }))
}

/// Asks for `me`.
#[get("/users/me/")]
async fn read_users_me(#[depends(get_current_active_user)] current_user: User) -> Json<User> {
    Json(current_user)
}

/// Asks for `items`, and for `me` on the way.
#[get("/users/me/items/")]
async fn read_own_items(
    #[security(get_current_active_user, scopes = ["items"])] current_user: User,
) -> Json<Value> {
    Json(json!([{ "item_id": "Foo", "owner": current_user.username }]))
}

/// Asks for a token and for no scope.
#[get("/status/")]
async fn read_system_status(#[depends(get_current_user)] _current_user: User) -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(routes![login, read_users_me, read_own_items, read_system_status])
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
