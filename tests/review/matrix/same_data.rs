//! Public operations that return the same data as a protected operation.

use portcullis::AuthorizationMatrix;
use portcullis::prelude::*;

use super::sound::{get_user, read_items};
use super::{found, shop};

#[get("/export")]
async fn export_items() -> Json<Value> {
    read_items("alice".into()).await
}

fn export() -> AuthorizationMatrix {
    shop(App::new(routes![read_items, export_items]))
}

#[tokio::test]
async fn a_second_route_to_it() {
    let wanted = "`GET /export` gives to everybody what `GET /items/` gives only to those whom it knows; where that is meant: \
                  `.same_answer(\"GET /export\", \"GET /items/\")`";
    assert_eq!(export().findings().await, [wanted]);
    export().same_answer("GET /export", "GET /items/").check().await;
    export().same_answer("GET /items/", "GET /export").check().await;
}

#[tokio::test]
#[should_panic(expected = "the app has no operation `GET /exports`")]
async fn a_pair_that_there_is_not() {
    let _ = export().same_answer("GET /exports", "GET /items/");
}

#[get("/health")]
async fn health() -> Json<Value> {
    Json(json!({ "status": "ok" }))
}

#[get("/ping")]
async fn ping(#[depends(get_user)] _user: String) -> Json<Value> {
    health().await
}

#[get("/news")]
async fn read_news() -> Json<Value> {
    Json(json!({ "items": [], "next": null, "total": 0 }))
}

#[get("/drafts")]
async fn read_drafts(#[depends(get_user)] _user: String) -> Json<Value> {
    read_news().await
}

#[tokio::test]
async fn it_passes_on_answers_that_say_nothing() {
    shop(App::new(routes![health, ping, read_news, read_drafts])).check().await;
}

#[get("/motd")]
async fn motd() -> Json<&'static str> {
    Json("Opened at nine, closed at five.")
}

#[get("/motd/draft")]
async fn motd_draft(#[depends(get_user)] _user: String) -> Json<&'static str> {
    motd().await
}

#[tokio::test]
async fn it_is_told_of_a_single_text() {
    found(
        shop(App::new(routes![motd, motd_draft])),
        &["`GET /motd` gives to everybody what `GET /motd/draft`"],
    )
    .await;
}
