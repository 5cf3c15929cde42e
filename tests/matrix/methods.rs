//! Methods that no operation has, and `HEAD` of those that have `GET`.

use portcullis::prelude::*;

use crate::sound::read_items;
use crate::{changed_by, found, log_in, shop};

#[tokio::test]
async fn one_that_is_turned_into_another() {
    let app = changed_by(App::new(routes![read_items]), |mut request| {
        if request.method() == http::Method::DELETE {
            *request.method_mut() = http::Method::GET;
            request = log_in(request);
        }
        request
    });
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
