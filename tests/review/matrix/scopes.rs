//! Credentials with other scopes than the required one.

use portcullis::AuthorizationMatrix;
use portcullis::prelude::*;

use super::sound::{oauth2_scheme, read_items, user_of};
use super::{found, shop};

#[dependency]
async fn takes_any_scope(
    #[depends(oauth2_scheme)] token: String,
    _asked: SecurityScopes,
) -> Result<String, AuthError> {
    match user_of(&token) {
        Some((name, scopes)) if scopes.iter().any(|scope| !scope.is_empty()) => Ok(name),
        _ => Err(oauth2_scheme::invalid_token()),
    }
}

#[get("/reports")]
async fn read_reports(#[security(takes_any_scope, scopes = ["items"])] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn another_scope_that_opens_it() {
    let wanted = "`GET /reports` lets in credentials of OAuth2PasswordBearer with all other scopes, without the scope `items` \
                  (200 OK): it asks for OAuth2PasswordBearer [items] (matrix::scopes::takes_any_scope)";
    found(shop(App::new(routes![read_reports])), &[wanted]).await;
}

#[dependency]
async fn get_user(
    #[depends(oauth2_scheme)] token: String,
    asked: SecurityScopes,
) -> Result<String, AuthError> {
    let (name, mut scopes) = user_of(&token).ok_or_else(oauth2_scheme::invalid_token)?;
    if scopes.iter().any(|scope| scope == "admin") {
        scopes.push("items".to_owned());
    }
    oauth2_scheme::require(&asked, scopes)?;
    Ok(name)
}

#[get("/reports")]
async fn read_as_admin(#[security(get_user, scopes = ["items"])] user: String) -> Json<String> {
    Json(user)
}

#[get("/both")]
async fn read_both(#[security(get_user, scopes = ["items", "admin"])] user: String) -> Json<String> {
    Json(user)
}

fn admin() -> AuthorizationMatrix {
    shop(App::new(routes![read_as_admin, read_both]))
}

#[tokio::test]
async fn a_scope_that_implies_another() {
    found(admin(), &["with all other scopes, without the scope `items`"]).await;
    admin().implies("admin", "items").check().await;
}

#[tokio::test]
#[should_panic(expected = "the app has no scheme with the scopes `boss` and `items`")]
async fn a_scope_that_there_is_not() {
    let _ = admin().implies("boss", "items");
}

#[derive(AnyOf)]
enum Reader {
    #[security(get_user, scopes = ["items"])]
    Items(#[expect(dead_code, reason = "the test does not read the name")] String),
}

#[get("/any")]
async fn read_any(#[depends] _reader: Reader) -> Json<&'static str> {
    Json("lamp")
}

#[tokio::test]
async fn a_scope_that_another_operation_requires() {
    let matrix = shop(App::new(routes![read_any, read_items]));
    found(matrix, &["`GET /any` lets in credentials of OAuth2PasswordBearer with all other scopes"]).await;
}
