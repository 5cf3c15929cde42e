//! OAuth2 scopes: a token permits certain operations, and each operation requires the scopes that it needs. FastAPI's
//! chapter "OAuth2 scopes".
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

/// Returns the user of a token, and the scopes that it grants. A real application verifies a signed token or queries a
/// database.
fn decode(token: &str) -> Option<(User, Vec<&str>)> {
    let (username, scopes) = token.split_once('.')?;
    let known = (username == "johndoe").then(|| User { username: username.into() })?;
    Some((known, scopes.split('.').collect()))
}

/// Enforces the scopes that all dependents require.
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

/// Log in. The token grants the requested scopes.
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

/// Requires `me`.
#[get("/users/me/")]
async fn read_users_me(#[depends(get_current_active_user)] current_user: User) -> Json<User> {
    Json(current_user)
}

/// Requires `items`, and `me` through the dependency.
#[get("/users/me/items/")]
async fn read_own_items(
    #[security(get_current_active_user, scopes = ["items"])] current_user: User,
) -> Json<Value> {
    Json(json!([{ "item_id": "Foo", "owner": current_user.username }]))
}

/// Requires a token without any scope.
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
