//! Responses from other code, before or instead of a refusal.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use portcullis::prelude::*;

use super::sound::{api_key, get_machine, get_user, key, oauth2_scheme, read_items, user_of};
use super::{answered_by, found, shop};

#[dependency(errors(404 = "No such item"))]
async fn forgets_its_scope(
    #[path] id: String,
    #[depends(oauth2_scheme)] token: String,
) -> Result<u64, HttpError> {
    match user_of(&token) {
        Some(_) if id == "7" => Ok(7),
        _ => Err(HttpError::new(StatusCode::NOT_FOUND, "No such item")),
    }
}

#[get("/items/{id}")]
async fn read_item(#[security(forgets_its_scope, scopes = ["items"])] id: u64) -> Json<u64> {
    Json(id)
}

#[tokio::test]
async fn a_forgotten_scope_behind_something_that_is_not_found() {
    let wanted = "`GET /items/{id}` is undecided, for good credentials (OAuth2PasswordBearer [items]) get 404 Not Found, \
                  as others do: give what they get in with, `.path(\"id\", ..)`";
    assert_eq!(shop(App::new(routes![read_item])).findings().await, [wanted]);
    let wanted =
        "`GET /items/{id}` lets in credentials of OAuth2PasswordBearer without the scope `items` (200 OK)";
    found(shop(App::new(routes![read_item])).path("id", "7"), &[wanted]).await;
}

#[dependency(errors(429 = "Not so fast"))]
async fn forgets_it_and_counts(#[depends(oauth2_scheme)] token: String) -> Result<String, HttpError> {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    match user_of(&token) {
        Some((name, _)) if ASKED.fetch_add(1, Ordering::Relaxed) < 1 => Ok(name),
        _ => Err(HttpError::new(StatusCode::TOO_MANY_REQUESTS, "Not so fast")),
    }
}

#[get("/reports")]
async fn read_reports(#[security(forgets_it_and_counts, scopes = ["items"])] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn a_forgotten_scope_behind_a_limit() {
    let wanted = "`GET /reports` is undecided, for good credentials (OAuth2PasswordBearer [items]) get 429 Too Many Requests, \
                  as others do: give credentials, and the app what it needs, that they get in";
    found(shop(App::new(routes![read_reports])), &[wanted]).await;
}

#[get("/users/{id}")]
async fn read_user(
    id: u64,
    #[security(get_user, scopes = ["items"])] user: String,
) -> Result<Json<String>, HttpError> {
    if id == 7 { Ok(Json(user)) } else { Err(HttpError::new(StatusCode::NOT_FOUND, "No such user")) }
}

#[get("/users/{id}", errors(404 = "No such user"))]
async fn read_known_user(
    id: u64,
    #[security(get_user, scopes = ["items"])] user: String,
) -> Result<Json<String>, HttpError> {
    read_user(id, user).await
}

#[tokio::test]
async fn good_credentials_that_never_get_in() {
    let wanted = "`GET /users/{id}` is undecided, for good credentials (OAuth2PasswordBearer [items]) get 404 Not Found";
    found(shop(App::new(routes![read_user])), &[wanted]).await;
    shop(App::new(routes![read_user])).path("id", "7").check().await;
    // The 404 comes from the handler, and only requests with good credentials reach the handler.
    shop(App::new(routes![read_known_user])).check().await;
}

#[dependency]
async fn asks_nobody(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if token.is_empty() { Err(oauth2_scheme::invalid_token()) } else { Ok(token) }
}

#[get("/users/{id}", errors(404 = "No such user"))]
async fn read_unasked(id: u64, #[depends(asks_nobody)] user: String) -> Result<Json<String>, HttpError> {
    read_user(id, user).await
}

#[tokio::test]
async fn strangers_who_are_told_that_there_is_nothing() {
    let wanted = "`GET /users/{id}` lets in unknown credentials of OAuth2PasswordBearer (404 Not Found)";
    found(shop(App::new(routes![read_unasked])), &[wanted]).await;
}

#[dependency(errors(403 = "Not your item"))]
async fn get_own(#[path] id: String, #[depends(oauth2_scheme)] token: String) -> Result<u64, HttpError> {
    user_of(&token).ok_or_else(|| HttpError::from(oauth2_scheme::invalid_token()))?;
    if id == "7" { Ok(7) } else { Err(HttpError::new(StatusCode::FORBIDDEN, "Not your item")) }
}

#[get("/own/{id}")]
async fn read_own(#[depends(get_own)] id: u64) -> Json<u64> {
    Json(id)
}

#[dependency(errors(403 = "Not your item"))]
async fn get_own_item(#[path] id: u64, #[depends(get_user)] _user: String) -> Result<u64, HttpError> {
    if id == 7 { Ok(id) } else { Err(HttpError::new(StatusCode::FORBIDDEN, "Not your item")) }
}

#[get("/own/items/{id}")]
async fn read_own_item(#[security(get_own_item, scopes = ["items"])] id: u64) -> Json<u64> {
    Json(id)
}

#[tokio::test]
async fn a_refusal_that_a_dependency_tells_of() {
    shop(App::new(routes![read_own])).check().await;
    // A 403 does not show whether a scope is missing.
    let wanted = "`GET /own/items/{id}` is undecided, for good credentials (OAuth2PasswordBearer [items]) get 403 Forbidden";
    found(shop(App::new(routes![read_own_item])), &[wanted]).await;
    shop(App::new(routes![read_own_item])).path("id", "7").check().await;
}

#[delete("/items/{id}")]
async fn remove_item(#[security(finds_once, scopes = ["items"])] id: u64) -> Json<u64> {
    GONE.store(true, Ordering::Relaxed);
    Json(id)
}

static GONE: AtomicBool = AtomicBool::new(false);

#[dependency(errors(404 = "No such item"))]
async fn finds_once(#[path] id: u64, #[depends(get_user)] _user: String) -> Result<u64, HttpError> {
    match GONE.load(Ordering::Relaxed) {
        true => Err(HttpError::new(StatusCode::NOT_FOUND, "No such item")),
        false => Ok(id),
    }
}

#[derive(AnyOf)]
enum Caller {
    #[depends(get_user)]
    User(#[expect(dead_code, reason = "the test does not read the name")] String),
    #[depends(get_machine)]
    Machine(#[expect(dead_code, reason = "the test does not read the name")] String),
}

#[delete("/jobs/{id}")]
async fn remove_job(id: u64, #[depends] _caller: Caller) -> Result<Json<u64>, HttpError> {
    match JOB_IS_GONE.swap(true, Ordering::Relaxed) {
        true => Err(HttpError::new(StatusCode::NOT_FOUND, "No such job")),
        false => Ok(Json(id)),
    }
}

static JOB_IS_GONE: AtomicBool = AtomicBool::new(false);

#[tokio::test]
async fn it_passes_where_what_is_there_goes() {
    shop(App::new(routes![remove_item])).check().await;
    // Credentials for the second alternative get a 404, because the job is already gone.
    shop(App::new(routes![remove_job])).credentials::<api_key>(key).check().await;
}

fn limited(app: App) -> App {
    answered_by(app, |request| {
        let is_nobody = !request.headers().contains_key("authorization");
        is_nobody.then_some((StatusCode::TOO_MANY_REQUESTS, ""))
    })
}

#[tokio::test]
async fn a_limit_before_anybody_looks() {
    let wanted = "`GET /items/` answers 429 Too Many Requests before it looks at credentials, or lets everybody in: take away \
                  what answers so, or say so where it refuses, `errors(429 = ..)`";
    assert_eq!(shop(limited(App::new(routes![read_items]))).findings().await, [wanted]);
}

#[delete("/users/me")]
async fn remove_me(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn a_value_that_leads_elsewhere() {
    let wanted = "`GET /users/{id}` is undecided, for good credentials (OAuth2PasswordBearer [items]) get 405 Method Not Allowed";
    found(shop(App::new(routes![read_user, remove_me])).path("id", "me"), &[wanted]).await;
}
