//! Resources of one caller that another caller can reach.

use portcullis::prelude::*;
use portcullis::{AuthorizationMatrix, TestRequest};

use super::matrix;

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn get_user(#[depends(bearer)] token: HttpAuthorizationCredentials) -> Result<String, AuthError> {
    let name = token.credentials();
    if ["alice", "bob"].contains(&name) { Ok(name.to_owned()) } else { Err(bearer::invalid_token()) }
}

#[dependency]
async fn get_machine(#[depends(key)] given: String) -> Result<(), AuthError> {
    if given == "k" { Ok(()) } else { Err(key::invalid_token()) }
}

/// Returns an item of Alice.
fn own(id: u64, user: &str) -> Result<Json<u64>, HttpError> {
    match (id, user) {
        (7, "alice") => Ok(Json(id)),
        (7, _) => Err(HttpError::new(StatusCode::FORBIDDEN, "Not your item")),
        _ => Err(HttpError::new(StatusCode::NOT_FOUND, "No such item")),
    }
}

#[get("/items/{id}", errors(403 = "Not your item", 404 = "No such item"))]
async fn read_item(id: u64, #[depends(get_user)] user: String) -> Result<Json<u64>, HttpError> {
    own(id, &user)
}

#[delete("/items/{id}", errors(403 = "Not your item", 404 = "No such item"))]
async fn remove_item(id: u64, #[depends(get_user)] user: String) -> Result<Json<u64>, HttpError> {
    own(id, &user)
}

#[delete("/any/{id}")]
async fn remove_any_item(id: u64, #[depends(get_user)] _user: String) -> Json<u64> {
    Json(id)
}

#[put("/items/{id}", errors(403 = "Not your item", 404 = "No such item"))]
async fn change_item(
    id: u64,
    #[depends(get_user)] user: String,
    #[body] _item: Value,
) -> Result<Json<u64>, HttpError> {
    own(id, &user)
}

#[derive(AnyOf)]
enum Caller {
    #[depends(get_user)]
    User(String),
    #[depends(get_machine)]
    Machine(()),
}

#[get("/jobs/{id}", errors(403 = "Not your item", 404 = "No such item"))]
async fn read_job(id: u64, #[depends] caller: Caller) -> Result<Json<u64>, HttpError> {
    match caller {
        Caller::User(user) => own(id, &user),
        Caller::Machine(()) => Ok(Json(id)),
    }
}

fn alice(routes: Routes) -> AuthorizationMatrix {
    matrix(App::new(routes)).credentials::<bearer>(|request, _| request.bearer("alice"))
}

fn bob(request: TestRequest, _: &[&str]) -> TestRequest {
    request.bearer("bob")
}

#[tokio::test]
async fn it_passes_where_another_caller_is_refused() {
    alice(routes![read_item, remove_item])
        .other_caller::<bearer>(bob)
        .owned("GET /items/{id}")
        .owned("DELETE /items/{id}")
        .path("id", "7")
        .check()
        .await;
}

#[tokio::test]
async fn another_caller_who_removes_it() {
    let matrix = alice(routes![remove_any_item]).other_caller_of("HTTPBearer", bob).owned("DELETE /any/{id}");
    let wanted = "`DELETE /any/{id}` gives another caller what belongs to the first (200 OK)";
    assert_eq!(matrix.findings().await, [wanted]);
}

#[tokio::test]
async fn a_thing_that_is_not_there() {
    let matrix = alice(routes![read_item]).other_caller::<bearer>(bob).owned("GET /items/{id}");
    let wanted = "`GET /items/{id}` is undecided for another caller, for the first gets 404 Not Found: give what they get in \
                  with, `.path(\"id\", ..)`";
    assert_eq!(matrix.findings().await, [wanted]);
}

#[tokio::test]
async fn another_caller_who_is_not_given() {
    let matrix = alice(routes![read_item]).owned("GET /items/{id}").path("id", "7");
    let wanted = "`GET /items/{id}` is owned, and no other caller is given for it: `.other_caller::<..>(|request, scopes| ..)`";
    assert_eq!(matrix.findings().await, [wanted]);
}

#[tokio::test]
async fn a_body_that_the_matrix_does_not_send() {
    let matrix =
        alice(routes![change_item]).other_caller::<bearer>(bob).owned("PUT /items/{id}").path("id", "7");
    let report = matrix.report().await;
    assert!(report.findings().is_empty(), "{report}");
    let wanted = "another caller: the first gets 422 Unprocessable Entity, too, for the matrix sends no body (`PUT /items/{id}`)";
    assert_eq!(report.not_judged(), [wanted]);
}

#[tokio::test]
async fn a_way_in_without_another_caller() {
    let matrix = alice(routes![read_job])
        .credentials::<key>(|request, _| request.header("X-Key", "k"))
        .other_caller::<bearer>(bob)
        .owned("GET /jobs/{id}")
        .path("id", "7");
    let report = matrix.report().await;
    assert!(report.findings().is_empty(), "{report}");
    let wanted = "another caller in some of the ways in: none is given for their schemes (`GET /jobs/{id}`)";
    assert_eq!(report.not_judged(), [wanted]);
}

#[tokio::test]
#[should_panic(expected = "the app has no operation `GET /item/{id}`")]
async fn an_operation_that_there_is_not() {
    let _ = alice(routes![read_item]).owned("GET /item/{id}");
}
