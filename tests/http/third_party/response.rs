//! Responses of another crate, used as our own are.

use portcullis::prelude::*;
use portcullis_tests::{Server, get};
use portcullis_tests_third_party_response::{Accepted, Failure, Page};

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
fn verify(#[depends(key)] sent: String) -> Result<String, Failure> {
    if portcullis::secure_eq(&sent, "secret") { Ok(sent) } else { Err(Failure::Busy { seconds: 5 }) }
}

#[get("/pages/{id}")]
async fn read_page(id: u32, #[depends(verify)] _sent: String) -> Result<Page, Failure> {
    if id == 7 { Ok(Page("<p>seven</p>")) } else { Err(Failure::Missing) }
}

#[post("/pages/", status = 201, public = "everyone may write a page")]
async fn create_page() -> Page {
    Page("<p>new</p>")
}

#[post("/jobs/", status = 201, public = "everyone may start a job")]
async fn start_job() -> Accepted {
    Accepted
}

fn app() -> App {
    App::new(secured_routes![read_page, create_page, start_job])
}

#[tokio::test]
async fn each_answer_is_sent() {
    let client = TestClient::new(app());
    for (target, sent, status, text, name, value) in [
        ("/pages/7", "secret", 200, "<p>seven</p>", "content-language", "en"),
        ("/pages/7", "secret", 200, "<p>seven</p>", "content-type", "text/html; charset=utf-8"),
        ("/pages/8", "secret", 404, r#"{"title":"missing"}"#, "content-type", "application/json"),
        ("/pages/7", "wrong", 503, r#"{"title":"busy"}"#, "retry-after", "5"),
    ] {
        let answer = client.get(target).header("X-Key", sent).await;
        assert_eq!((answer.status().as_u16(), answer.text()), (status, text), "{target} {sent}");
        assert_eq!(answer.header(name), value, "{target}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("cache-control"), "no-store");
    }
    // The status of success is the operation's, and a status of the type's own is kept.
    assert_eq!(client.post("/pages/").await.status(), 201);
    assert_eq!(client.post("/jobs/").await.status(), 202);
    let head = client.head("/pages/7").header("X-Key", "secret").await;
    assert_eq!((head.text(), head.header("content-length")), ("", "12"));
}

#[tokio::test]
async fn it_is_sent_over_a_socket() {
    let server = Server::start(app());
    let answer = get(server.address(), "/pages/7", &["X-Key: secret"]);
    assert_eq!((answer.status, answer.text().as_str()), (200, "<p>seven</p>"));
    assert_eq!(answer.all("content-language"), ["en"]);
}

#[test]
fn each_answer_is_documented() {
    let document = app().openapi();
    let responses = &document["paths"]["/pages/{id}"]["get"]["responses"];
    let statuses: Vec<&String> = responses.as_object().expect("responses").keys().collect();
    assert_eq!(statuses, ["200", "401", "404", "422", "503"]);
    assert_eq!(responses["200"]["description"], "A page");
    assert_eq!(responses["200"]["content"]["text/html"]["schema"]["type"], "string");
    assert_eq!(responses["200"]["headers"]["Content-Language"]["description"], "The language of the page");
    for status in ["404", "503"] {
        let schema = &responses[status]["content"]["application/json"]["schema"];
        assert_eq!(schema["$ref"], "#/components/schemas/FailureBody", "{status}");
    }
    assert_eq!(responses["503"]["headers"]["Retry-After"]["schema"]["type"], "string");
    assert_eq!(responses["404"].get("headers"), None);
    let title = &document["components"]["schemas"]["FailureBody"]["properties"]["title"];
    assert_eq!(title["description"], "What went wrong.");
    let statuses = |path: &str| document["paths"][path]["post"]["responses"].clone();
    assert!(statuses("/pages/").get("201").is_some());
    assert_eq!(statuses("/jobs/"), json!({ "202": { "description": "Accepted" } }));
}

#[test]
fn they_change_no_line_of_the_lockfile() {
    let lock = app().security_lock().to_string();
    for line in [
        "GET /pages/{id}: APIKeyHeader (third_party::response::verify)",
        r#"POST /pages/: public "everyone may write a page""#,
        "function third_party::response::verify: scheme APIKeyHeader",
    ] {
        assert!(lock.lines().any(|found| found == line), "{line}: {lock}");
    }
    assert!(!lock.contains("portcullis_tests_third_party_response"), "{lock}");
}
