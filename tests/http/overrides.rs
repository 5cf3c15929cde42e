//! Values that a test sets in place of dependencies.

use std::sync::atomic::{AtomicUsize, Ordering};

use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token")
    .scopes(&[("items", "Read items."), ("admin", "All.")]);

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[security_scheme]
static tenant_key: ApiKeyHeader = ApiKeyHeader::new("X-Tenant").name("Tenant");

/// A value that cannot be cloned, and that its dependency never returns.
#[derive(Debug)]
struct User(String);

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<User, AuthError> {
    let _ = (token, asked);
    Err(oauth2_scheme::invalid_token())
}

#[dependency]
async fn get_name(#[depends(get_user)] user: User) -> String {
    user.0
}

#[get("/users/me")]
async fn read_me(#[security(get_user, scopes = ["items"])] user: User) -> Json<String> {
    Json(user.0)
}

#[get("/users/name")]
async fn read_name(#[security(get_name, scopes = ["admin"])] name: String) -> Json<String> {
    Json(name)
}

#[get("/users/anew")]
async fn read_anew(#[depends(get_name, use_cache = false)] name: String) -> Json<String> {
    Json(name)
}

#[get("/users/maybe")]
async fn read_maybe(#[depends(Optional<get_name>)] name: Option<String>) -> Json<Option<String>> {
    Json(name)
}

#[derive(AnyOf)]
enum Caller {
    #[depends(tenant)]
    Tenant(String),
    #[depends(get_name)]
    User(String),
    #[depends(api_key)]
    Machine(String),
}

#[dependency]
async fn tenant(#[depends(api_key)] key: String, #[depends(tenant_key)] tenant: String) -> String {
    format!("{tenant}:{key}")
}

#[get("/callers/me")]
async fn read_caller(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::Tenant(name) => format!("tenant {name}"),
        Caller::User(name) => format!("user {name}"),
        Caller::Machine(name) => format!("machine {name}"),
    })
}

#[get("/guarded")]
async fn read_guarded() -> Json<&'static str> {
    Json("guarded")
}

/// A dependency of several functions, one of which resolves it anew.
#[dependency]
async fn get_key(#[depends(api_key)] key: String) -> String {
    key
}

#[dependency]
async fn get_first(#[depends(get_key)] key: String) -> String {
    key
}

#[dependency]
async fn get_second(#[depends(get_key)] key: String) -> String {
    key
}

#[get("/keys")]
async fn read_keys(
    #[depends(get_first)] first: String,
    #[depends(get_second)] second: String,
    #[depends(get_key, use_cache = false)] anew: String,
    #[depends(get_key)] last: String,
) -> Json<[String; 4]> {
    Json([first, second, anew, last])
}

#[get("/keys/anew")]
async fn read_keys_anew(
    #[depends(get_key, use_cache = false)] anew: String,
    #[depends(get_first)] first: String,
) -> Json<[String; 2]> {
    Json([anew, first])
}

fn app() -> App {
    const GUARDED: Routes = routes![read_guarded];
    let routes = routes![
        read_me,
        read_name,
        read_anew,
        read_maybe,
        read_caller,
        read_keys,
        read_keys_anew,
        nest("", GUARDED, depends(security(get_user, scopes = ["admin"])))
    ];
    App::new(routes)
}

fn alice() -> TestClient {
    TestClient::new(app()).with::<get_user>(|| Ok(User("alice".into())))
}

#[tokio::test]
async fn a_dependency_and_what_depends_on_it() {
    let client = alice();
    for path in ["/users/me", "/users/name", "/users/anew", "/users/maybe"] {
        assert_eq!(client.get(path).await.json::<String>(), "alice", "{path}");
    }
    assert_eq!(client.get("/callers/me").await.json::<String>(), "user alice");
    assert_eq!(client.get("/guarded").await.json::<String>(), "guarded");
}

#[tokio::test]
async fn it_belongs_to_one_client() {
    let plain = TestClient::new(app());
    let with = plain.clone().with::<get_user>(|| Ok(User("alice".into())));
    assert_eq!(with.get("/users/me").await.status(), StatusCode::OK);
    assert_eq!(plain.get("/users/me").await.status(), StatusCode::UNAUTHORIZED);
    let other = with.clone().with::<get_user>(|| Ok(User("bob".into())));
    assert_eq!(other.get("/users/me").await.json::<String>(), "bob");
    assert_eq!(with.get("/users/me").await.json::<String>(), "alice");
}

#[tokio::test]
async fn it_is_asked_for_each_time_and_may_refuse() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let client = TestClient::new(app()).with::<get_user>(|| match ASKED.fetch_add(1, Ordering::Relaxed) {
        0 => Ok(User("alice".into())),
        _ => Err(HttpError::new(StatusCode::IM_A_TEAPOT, "no")),
    });
    assert_eq!(client.get("/users/me").await.status(), StatusCode::OK);
    let refused = client.get("/users/me").await;
    assert_eq!((refused.status(), refused.text()), (StatusCode::IM_A_TEAPOT, r#"{"detail":"no"}"#));
}

#[tokio::test]
async fn it_is_asked_for_once_in_a_request() {
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let client = TestClient::new(app())
        .with::<get_key>(|| Ok(format!("key {}", ASKED.fetch_add(1, Ordering::Relaxed))));
    let keys = client.get("/keys").await.json::<[String; 4]>();
    assert_eq!(keys, ["key 0", "key 0", "key 1", "key 0"]);
    assert_eq!(client.get("/keys/anew").await.json::<[String; 2]>(), ["key 2", "key 2"]);
}

#[tokio::test]
async fn a_scheme_and_a_combinator() {
    let client = TestClient::new(app()).with::<api_key>(|| Ok("k".into()));
    assert_eq!(client.get("/callers/me").await.json::<String>(), "machine k");
    // The value of one key is set by the test, and the other key is sent.
    assert_eq!(client.get("/callers/me").header("X-Tenant", "t").await.json::<String>(), "tenant t:k");
    let client = TestClient::new(app()).with::<Optional<get_name>>(|| Ok(None));
    assert_eq!(client.get("/users/maybe").bearer("x").await.text(), "null");
    let client = TestClient::new(app()).with::<Caller>(|| Ok(Caller::Machine("m".into())));
    assert_eq!(client.get("/callers/me").await.json::<String>(), "machine m");
}

#[tokio::test]
async fn what_is_documented_stays() {
    let document = |client: &TestClient| {
        let answer = client.get("/openapi.json");
        async { answer.await.json::<Value>() }
    };
    let (plain, with) = (document(&TestClient::new(app())).await, document(&alice()).await);
    assert_eq!(plain, with);
    assert_eq!(with["paths"]["/users/me"]["get"]["security"], json!([{ "OAuth2PasswordBearer": ["items"] }]));
}

#[test]
#[should_panic(expected = "no operation of the app depends on `get_name`")]
fn a_dependency_that_nothing_reaches() {
    let _ = TestClient::new(App::new(routes![read_me])).with::<get_name>(|| Ok(String::new()));
}
