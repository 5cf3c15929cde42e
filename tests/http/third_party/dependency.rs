//! Dependencies of another crate, used as our own are.

use portcullis::prelude::*;
use portcullis_tests_third_party_dependency::{Account, Lines, Number, Theme};

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[get("/account")]
async fn read_account(
    #[depends] number: Number,
    #[depends(Account<key>)] account: String,
    #[depends] theme: Theme,
    #[depends(Number)] again: Number,
) -> Json<Value> {
    Json(json!({ "account": account, "theme": theme.0, "same": number.0 == again.0 }))
}

#[get("/optional")]
async fn read_optional(#[depends(Optional<Account<key>>)] account: Option<String>) -> Json<Option<String>> {
    Json(account)
}

#[post("/lines", depends(Account<key>))]
async fn count_lines(#[depends] lines: Lines) -> Json<usize> {
    Json(lines.0.len())
}

fn app() -> App {
    App::new(secured_routes![read_account, read_optional, count_lines])
}

#[tokio::test]
async fn they_answer_and_refuse() {
    let client = TestClient::new(app());
    for (target, sent, status, text) in [
        ("/account", "secret", 200, r#"{"account":"main","theme":"dark","same":true}"#),
        ("/account?account=other", "secret", 200, r#"{"account":"other","theme":"dark","same":true}"#),
        ("/account?account=third", "secret", 404, r#"{"detail":"No such account"}"#),
        ("/account", "wrong", 401, r#"{"detail":"Could not validate credentials"}"#),
        ("/optional", "secret", 200, r#""main""#),
        ("/optional", "wrong", 401, r#"{"detail":"Could not validate credentials"}"#),
    ] {
        let answer = client.get(target).header("X-Key", sent).cookie("theme", "dark").await;
        assert_eq!((answer.status().as_u16(), answer.text()), (status, text), "{target} {sent}");
    }
    assert_eq!(client.get("/account").await.status(), 401);
    assert_eq!(client.get("/optional").await.text(), "null");
    let answer = client.get("/account").header("X-Key", "secret").await;
    assert_eq!(answer.json::<Value>()["theme"], "light");
}

#[tokio::test]
async fn a_body_is_read_behind_credentials_and_with_limits() {
    let client = TestClient::new(app());
    let send = |sent, media_type, body: String| {
        client.post("/lines").header("X-Key", sent).header("Content-Type", media_type).body(body)
    };
    assert_eq!(send("secret", "text/csv", "a,1\nb,2\n".to_owned()).await.text(), "2");
    assert_eq!(send("secret", "text/csv", String::new()).await.text(), "0");
    assert_eq!(send("secret", "text/plain", "a,1".to_owned()).await.status(), 415);
    assert_eq!(send("wrong", "text/plain", "a,1".to_owned()).await.status(), 401);
    assert_eq!(send("secret", "text/csv", "a".repeat(3 << 20)).await.status(), 413);
}

#[tokio::test]
async fn they_are_replaced_and_tried_like_others() {
    let client = TestClient::new(app()).with::<Account<key>>(|| Ok("given".to_owned()));
    assert_eq!(client.get("/optional").await.text(), r#""given""#);
    let matrix = TestClient::new(app()).authorization_matrix();
    matrix.credentials::<key>(|request, _| request.header("X-Key", "secret")).check().await;
}

#[test]
fn they_are_documented() {
    let document = app().openapi();
    let account = &document["paths"]["/account"]["get"];
    assert_eq!(account["security"], json!([{ "APIKeyHeader": [] }]));
    assert_eq!(account["parameters"][0]["name"], "account");
    assert_eq!(account["parameters"][0]["in"], "query");
    assert_ne!(account["parameters"][0]["required"], true);
    let statuses = |path: &str, method: &str| {
        let responses = document["paths"][path][method]["responses"].as_object().expect("responses");
        responses.keys().cloned().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(statuses("/account", "get"), "200 401 404 422");
    assert_eq!(statuses("/lines", "post"), "200 401 404 415 422");
    let body = &document["paths"]["/lines"]["post"]["requestBody"];
    assert_eq!(body["content"]["text/csv"]["schema"]["type"], "string");
    let optional = &document["paths"]["/optional"]["get"]["security"];
    assert_eq!(*optional, json!([{ "APIKeyHeader": [] }, {}]));
}

#[test]
fn they_are_in_the_lockfile() {
    let lock = app().security_lock().to_string();
    // The path of a type argument distinguishes two types of one generic dependency.
    let theirs = "::portcullis_tests_third_party_dependency";
    let account = format!("\"{theirs}::Account<third_party::dependency::key>\"");
    for line in [
        format!(
            "GET /account: APIKeyHeader ({account}) -- takes {theirs}::Number, {account}, {theirs}::Theme, {theirs}::Number"
        ),
        format!(
            "POST /lines: APIKeyHeader ({account}) after ({theirs}::Lines) -- guards {account} -- takes {theirs}::Lines"
        ),
        format!("GET /optional: APIKeyHeader ({account}) or nothing"),
        format!("function {account}: scheme APIKeyHeader, query account, request"),
        format!("function {theirs}::Lines: body, request"),
        format!("function {theirs}::Number: nothing"),
        format!("function {theirs}::Theme: request"),
    ] {
        assert!(lock.lines().any(|found| found == line), "{line}: {lock}");
    }
}
