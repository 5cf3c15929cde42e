//! Combinations of schemes, and the guards of an operation.

use portcullis::prelude::*;
use portcullis_tests::apps::combinations::{app, basic, bearer, key, ran, with_role};

const BASIC: (&str, &str) = ("Authorization", "Basic YWxpY2U6c2VjcmV0"); // alice:secret

/// Returns the status, the body and all challenges.
async fn ask_of(app: App, target: &str, headers: &[(&str, &str)]) -> (u16, Value, Vec<String>) {
    let client = TestClient::new(app);
    let request =
        headers.iter().fold(client.get(target), |request, (name, value)| request.header(name, value));
    let answer = request.await;
    let challenges = answer.headers().get_all("www-authenticate").iter();
    let challenges = challenges.map(|value| value.to_str().expect("text").to_owned()).collect();
    (answer.status().as_u16(), answer.json(), challenges)
}

async fn ask(target: &str, headers: &[(&str, &str)]) -> (u16, Value, Vec<String>) {
    ask_of(app(), target, headers).await
}

/// Sends a token. The scopes that it grants follow the first dot.
async fn ask_with(token: &str, target: &str) -> (u16, Value, Vec<String>) {
    ask(target, &[("Authorization", &format!("Bearer {token}"))]).await
}

#[tokio::test]
async fn of_two_schemes_that_are_both_needed_the_first_that_fails_answers() {
    let (status, _, challenges) = ask("/both", &[("X-Key", "k")]).await;
    assert_eq!((status, challenges), (401, vec![r#"Basic realm="names""#.into()]));
    let (status, _, challenges) = ask("/both", &[BASIC]).await;
    assert_eq!((status, challenges), (401, vec!["APIKey".into()]));
    let (status, body, _) = ask("/both", &[BASIC, ("X-Key", "k")]).await;
    assert_eq!((status, body), (200, json!("alice:k")));
}

#[tokio::test]
async fn every_alternative_offers_what_it_lacks_first() {
    let (status, body, challenges) = ask("/either", &[]).await;
    assert_eq!((status, body), (401, json!({ "detail": "Not authenticated" })));
    let offered = [r#"Bearer realm="tokens""#, r#"Basic realm="names""#];
    assert_eq!(challenges, offered);
}

#[tokio::test]
async fn a_token_is_refused_with_401_and_a_missing_scope_with_403() {
    let (status, body, challenges) = ask_with("bad", "/either").await;
    assert_eq!((status, body), (401, json!({ "detail": "Could not validate credentials" })));
    assert_eq!(challenges, [r#"Bearer realm="tokens", error="invalid_token""#]);
    let (status, body, challenges) = ask_with("good.write", "/either").await;
    assert_eq!((status, body), (403, json!({ "detail": "Not enough permissions" })));
    assert_eq!(challenges, [r#"Bearer realm="tokens", error="insufficient_scope", scope="read""#]);
}

/// `insufficient_scope` is an error code of bearer tokens only (RFC 6750, section 3.1).
#[tokio::test]
async fn a_missing_role_is_403_in_the_words_of_its_scheme() {
    let (status, body, challenges) = ask_of(with_role(), "/role", &[("X-Key", "guest")]).await;
    assert_eq!(
        (status, body, challenges),
        (403, json!({ "detail": "Not enough permissions" }), vec!["APIKey".into()])
    );
    assert_eq!(ask_of(with_role(), "/role", &[("X-Key", "admin")]).await.0, 200);
    assert_eq!(ask_of(with_role(), "/role", &[]).await.0, 401);
}

#[tokio::test]
async fn nothing_is_enough_where_it_is_optional_and_wrong_credentials_are_not() {
    assert_eq!(ask("/perhaps", &[]).await, (200, json!(false), vec![]));
    assert_eq!(ask_with("good.read", "/perhaps").await, (200, json!(true), vec![]));
    assert_eq!(ask_with("bad", "/perhaps").await.0, 401);
    assert_eq!(ask_with("good", "/perhaps").await.0, 403);
}

#[tokio::test]
async fn scopes_add_up_along_a_way_and_not_across() {
    let (status, body, _) = ask_with("good.read.list.write", "/siblings").await;
    assert_eq!((status, body), (200, json!(["list read", "list read", "write"])));
    assert_eq!(ran(), ["user", "user"], "once for each set of scopes");
    let (status, _, challenges) = ask_with("good.read.list", "/siblings").await;
    assert_eq!(status, 403);
    assert_eq!(challenges, [r#"Bearer realm="tokens", error="insufficient_scope", scope="write""#]);
}

#[tokio::test]
async fn dependencies_of_lists_run_before_the_operation_in_order() {
    let (status, body, _) = ask_with("good", "/list/3?page=1&size=2&limit=4").await;
    assert_eq!((status, body), (200, json!([3, 4])));
    assert_eq!(ran(), ["user", "of the app", "of the list", "of the operation", "handler"]);
}

#[tokio::test]
async fn nobody_learns_what_is_wrong_with_a_request_before_it_is_known_who_asks() {
    assert_eq!(ask("/list/x?page=x", &[]).await.0, 401);
    assert_eq!(ran(), [""; 0]);
}

#[tokio::test]
async fn what_is_wrong_for_lists_and_operation_is_told_together() {
    let (status, body, _) = ask_with("good", "/list/x?page=a&size=b").await;
    let places: Vec<_> =
        body["detail"].as_array().expect("problems").iter().map(|problem| &problem["loc"]).collect();
    assert_eq!(status, 422);
    assert_eq!(
        json!(places),
        json!([["query", "page"], ["query", "size"], ["path", "number"], ["query", "limit"]])
    );
    assert_eq!(ran(), ["user", "of the operation"], "only items without malformed parameters ran");
}

#[tokio::test]
async fn an_app_configures_what_is_challenged_with_and_documented() {
    let app = || {
        app()
            .configure::<bearer>(|scheme| scheme.realm("elsewhere").token_url("https://id.example/token"))
            .configure::<basic>(|scheme| scheme.realm("people"))
            .configure::<key>(|scheme| scheme.description("By mail."))
    };
    let (_, _, challenges) = ask_of(app(), "/either", &[]).await;
    let offered = [r#"Bearer realm="elsewhere""#, r#"Basic realm="people""#];
    assert_eq!(challenges, offered);
    let (_, _, challenges) = ask_of(app(), "/either", &[("Authorization", "Bearer bad")]).await;
    assert_eq!(
        challenges,
        [r#"Bearer realm="elsewhere", error="invalid_token""#],
        "the challenges of dependencies, too"
    );
    let document = app().openapi();
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["OAuth2PasswordBearer"]["flows"]["password"]["tokenUrl"], "https://id.example/token");
    assert_eq!(schemes["APIKeyHeader"]["description"], "By mail.");
}

#[test]
#[should_panic = "a realm has no line break"]
fn no_scheme_is_configured_to_hide_its_realm() {
    let _ = app().configure::<basic>(|scheme| scheme.realm("bad\nrealm"));
}

thread_local! {
    static RUNS: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// How often it has run in this test.
#[dependency]
fn runs() -> usize {
    RUNS.set(RUNS.get() + 1);
    RUNS.get()
}

#[get("/first")]
async fn anew_at_first(
    #[depends(runs, use_cache = false)] first: usize,
    #[depends(runs)] second: usize,
    #[depends(runs)] third: usize,
) -> Json<[usize; 3]> {
    Json([first, second, third])
}

#[get("/then")]
async fn anew_then(
    #[depends(runs)] first: usize,
    #[depends(runs, use_cache = false)] second: usize,
    #[depends(runs)] third: usize,
) -> Json<[usize; 3]> {
    Json([first, second, third])
}

#[security_scheme]
static visitor: ApiKeyHeader = ApiKeyHeader::new("X-Visitor");

#[dependency]
fn runs_for(#[depends(visitor)] _name: String) -> usize {
    RUNS.set(RUNS.get() + 1);
    RUNS.get()
}

#[get("/optional")]
async fn anew_if_presented(
    #[depends(runs_for)] first: usize,
    #[depends(Optional<runs_for>, use_cache = false)] second: Option<usize>,
    #[depends(Optional<runs_for>)] third: Option<usize>,
) -> Json<[Option<usize>; 3]> {
    Json([Some(first), second, third])
}

#[tokio::test]
async fn an_optional_value_is_asked_for_anew_too() {
    let client = TestClient::new(App::new(routes![anew_if_presented]));
    let answer = client.get("/optional").header("X-Visitor", "alice").await;
    assert_eq!(answer.json::<Value>(), json!([1, 2, 1]));
}

/// As in FastAPI.
#[tokio::test]
async fn the_first_value_is_shared_and_one_that_is_asked_for_anew_is_not() {
    let client = TestClient::new(App::new(routes![anew_at_first, anew_then]));
    assert_eq!(client.get("/first").await.json::<Value>(), json!([1, 1, 1]));
    assert_eq!(client.get("/then").await.json::<Value>(), json!([2, 3, 2]));
}
