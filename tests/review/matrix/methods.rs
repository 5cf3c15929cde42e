//! Methods without an operation, and `HEAD` for operations with `GET`.

use portcullis::Body;
use portcullis::prelude::*;
use tower_http::cors::CorsLayer;

use super::sound::read_items;
use super::{answered_by, changed_by, found, log_in, shop};

#[tokio::test]
async fn one_that_is_turned_into_another() {
    let app = changed_by(App::new(routes![read_items]), |mut request| {
        if request.method() == http::Method::DELETE {
            *request.method_mut() = http::Method::GET;
        }
        request
    });
    // The scope is still enforced, and good credentials have it.
    found(shop(app), &["`DELETE /items/` is no operation, and is answered (200 OK)"]).await;
}

#[tokio::test]
async fn one_that_lets_in_any_token() {
    let app = changed_by(App::new(routes![read_items]), |request| {
        let is_let_in =
            request.method() == http::Method::HEAD && request.headers().contains_key("authorization");
        if is_let_in { log_in(request) } else { request }
    });
    let wanted = [
        "`GET /items/` lets in unknown credentials of OAuth2PasswordBearer and the method HEAD (200 OK)",
        "`GET /items/` lets in credentials of OAuth2PasswordBearer without the scope `items` and the method HEAD (200 OK)",
    ];
    found(shop(app), &wanted).await;
}

#[tokio::test]
async fn what_is_wrong_with_get_is_said_once() {
    let app = changed_by(App::new(routes![read_items]), log_in);
    let findings = shop(app).findings().await;
    assert!(findings.iter().all(|finding| !finding.contains("HEAD")), "{findings:#?}");
}

#[tokio::test]
async fn it_passes_on_layers_that_answer() {
    shop(App::new(routes![read_items]).layer(CorsLayer::permissive())).check().await;
    let gate = |request: &http::Request<Body>| {
        let is_nobody = !request.headers().contains_key("authorization");
        is_nobody.then_some((StatusCode::UNAUTHORIZED, ""))
    };
    shop(answered_by(App::new(routes![read_items]), gate)).check().await;
    let slash = |request: &http::Request<Body>| {
        let is_other = !matches!(request.method().as_str(), "GET" | "HEAD");
        is_other.then_some((StatusCode::TEMPORARY_REDIRECT, "/items"))
    };
    shop(answered_by(App::new(routes![read_items]), slash)).check().await;
}

#[tokio::test]
async fn one_that_is_sent_elsewhere() {
    let app = answered_by(App::new(routes![read_items]), |request| {
        (request.method() == http::Method::PUT).then_some((StatusCode::TEMPORARY_REDIRECT, "/login"))
    });
    found(shop(app), &["`PUT /items/` is no operation, and is answered (307 Temporary Redirect)"]).await;
}
