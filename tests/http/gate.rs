//! Attempts to reach a protected operation without its credentials, none of which succeed.

use std::sync::atomic::{AtomicBool, Ordering};

use http::{HeaderValue, Request};
use portcullis::graph;
use portcullis::prelude::*;
use portcullis::{Context, Refusal};
use portcullis_tests::{Server, get};

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

#[dependency]
async fn get_user(#[depends(bearer)] sent: HttpAuthorizationCredentials) -> Result<String, AuthError> {
    if portcullis::secure_eq(sent.credentials(), "secret") {
        Ok("alice".to_owned())
    } else {
        Err(bearer::invalid_token())
    }
}

#[get("/files/private/{name}")]
async fn read_private(#[depends(get_user)] _user: String, name: String) -> Json<String> {
    Json(format!("./files/private/{name}"))
}

#[get("/files/{*rest}", public = "the files that everybody may read")]
async fn read_file(rest: String) -> Json<String> {
    Json(format!("./files/{rest}"))
}

#[test]
fn no_spelling_of_a_path_leads_around_a_lock() {
    let server = Server::start(App::new(secured_routes![read_private, read_file]));
    let status = |target: &str| get(server.address(), target, &[]).status;
    assert_eq!(status("/files/private/plan"), 401);
    assert_eq!(status("/files/public/plan"), 200);
    assert_eq!(status("/files/public%2Fplan"), 200);
    assert_eq!(status("/files/private/plans/of/others"), 200);
    let redirected = get(server.address(), "/files/private/plan/", &[]);
    assert_eq!((redirected.status, redirected.header("location")), (307, "../plan"));
    for target in [
        "/files/private%2Fplan",
        "/files/private%2fplan",
        "/files/private%2Fplan/",
        "/files//private/plan",
        "/files/private//plan",
        "/files/./private/plan",
        "/files/%2E/private/plan",
        "/files/x/../private/plan",
        "/files/x/%2e%2e/private/plan",
        "/files/x%2F..%2Fprivate%2Fplan",
        "/files/private%5Cplan",
        "/files/private/plan/.",
    ] {
        assert_eq!(status(target), 404, "{target}");
    }
}

/// Many layers compare the path themselves, so they must see the path that the router matches.
#[test]
fn a_layer_sees_the_path_that_the_router_reads() {
    #[get("/admin/a+b/{name}", public = "the layer in front of it has a look")]
    async fn stats(name: String) -> Json<usize> {
        Json(name.len())
    }
    #[get("/café/{name}", public = "the layer in front of it has a look")]
    async fn cafe(name: String) -> Json<usize> {
        Json(name.len())
    }
    #[get("/{{x}}/{name}", public = "the layer in front of it has a look")]
    async fn braces(name: String) -> Json<usize> {
        Json(name.len())
    }
    #[expect(clippy::result_large_err, reason = "tower-http expects the response by value")]
    fn look(request: &mut Request<portcullis::Body>) -> Result<(), http::Response<portcullis::Body>> {
        let path = request.uri().path();
        if ["/admin/a+b/", "/caf%C3%A9/", "/%7Bx%7D/"].iter().any(|own| path.starts_with(own)) {
            let mut refused = http::Response::new(portcullis::Body::empty());
            *refused.status_mut() = StatusCode::FORBIDDEN;
            return Err(refused);
        }
        Ok(())
    }
    let guard = tower_http::validate_request::ValidateRequestHeaderLayer::custom(look);
    let server = Server::start(App::new(secured_routes![stats, cafe, braces]).layer(guard));
    let status = |target: &str| get(server.address(), target, &[]).status;
    for target in ["/admin/a+b/x", "/%61dmin/a+b/x", "/admin/%61%2Bb/x", "/admin/a%2bb/x"] {
        assert_eq!(status(target), 403, "{target}");
    }
    for target in ["/caf%C3%A9/x", "/caf%c3%a9/x", "/café/x", "/café/%78", "/%7Bx%7D/x", "/{x}/x"] {
        assert_eq!(status(target), 403, "{target}");
    }
    // In the router's encoding, the target is longer than the maximum.
    assert_eq!(status(&format!("/%61dmin/a+b/{}", "{".repeat(25_000))), 414);
    assert_eq!(status("/admin/a%20b/x"), 404);
}

#[get("/either/")]
async fn read_either(
    #[depends(Optional<bearer>)] token: Option<HttpAuthorizationCredentials>,
    #[depends(Optional<basic>)] user: Option<HttpBasicCredentials>,
) -> Json<[bool; 2]> {
    Json([token.is_some(), user.is_some()])
}

#[tokio::test]
async fn two_optional_schemes_of_one_header_are_each_served() {
    let app = App::new(secured_routes![read_either]);
    let document = app.openapi();
    assert_eq!(
        document["paths"]["/either/"]["get"]["security"],
        json!([{ "HTTPBearer": [] }, { "HTTPBasic": [] }, {}])
    );
    let client = TestClient::new(app);
    assert_eq!(client.get("/either/").await.json::<[bool; 2]>(), [false, false]);
    assert_eq!(client.get("/either/").bearer("abc").await.json::<[bool; 2]>(), [true, false]);
    assert_eq!(client.get("/either/").basic("a", "b").await.json::<[bool; 2]>(), [false, true]);
}

/// One macro expands the same tokens twice, so only a type distinguishes the two operations.
macro_rules! twice {
    ($($list:ident)*) => {$(
        const $list: Routes = {
            #[post("/same")]
            async fn handler() {}
            routes![handler]
        };
    )*};
}

twice!(FIRST SECOND);

#[test]
fn two_items_of_one_identity_are_no_app() {
    let refused = App::new(routes![nest("/a", FIRST), nest("/b", SECOND)]).check().unwrap_err().to_string();
    assert!(
        refused.starts_with("two items are one to the compiler: `handler` (tests/http/gate.rs:"),
        "{refused}"
    );
    assert!(App::new(routes![nest("/a", FIRST), nest("/b", FIRST)]).check().is_ok());
}

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

/// Returns an `HttpError`, as a dependency that queries a database would.
#[dependency]
async fn get_owner(
    #[depends(oauth2_scheme)] token: String,
    asked: SecurityScopes,
) -> Result<String, HttpError> {
    oauth2_scheme::require(&asked, token.split('.'))?;
    Ok(token)
}

#[get("/owned/")]
async fn read_owned(#[security(get_owner, scopes = ["items"])] owner: String) -> Json<String> {
    Json(owner)
}

#[get("/known/")]
async fn read_known(#[depends(get_owner)] owner: String) -> Json<String> {
    Json(owner)
}

#[tokio::test]
async fn a_missing_scope_is_documented_whatever_the_function_returns() {
    let app = App::new(routes![read_owned, read_known]);
    let document = app.openapi();
    let responses = |path: &str| document["paths"][path]["get"]["responses"].clone();
    assert_eq!(responses("/owned/")["403"]["description"], "Not enough permissions");
    assert!(responses("/owned/")["403"]["headers"]["WWW-Authenticate"].is_object());
    assert!(responses("/known/")["403"].is_null());
    let answer = TestClient::new(app).get("/owned/").bearer("other").await;
    assert_eq!(answer.status(), 403);
    assert_eq!(answer.header("www-authenticate"), r#"Bearer error="insufficient_scope", scope="items""#);
}

#[get("/a–b")]
async fn read() {}

mod other {
    use super::*;
    #[get("/a_b")]
    pub(super) async fn read() {}
}

#[test]
fn what_the_compiler_takes_for_two_operation_ids_are_two() {
    let document = App::new(routes![read, other::read]).openapi();
    let ids = ["/a–b", "/a_b"].map(|path| document["paths"][path]["get"]["operationId"].clone());
    assert_eq!(ids, ["read_a–b_get", "read_a_b_get"]);
}

#[test]
fn a_digest_is_compared_with_the_target_that_was_sent() {
    use portcullis::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials};

    struct Users;
    impl DigestUsers for Users {
        async fn find(&self, username: &str) -> Option<DigestSecret> {
            (username == "alice").then(|| DigestSecret::password("secret"))
        }
    }
    #[security_scheme]
    static digest: HttpDigest<Users> = HttpDigest::new("items", Users);
    #[get("/me")]
    async fn me(#[depends(digest)] caller: HttpDigestCredentials) -> Json<String> {
        Json(caller.username)
    }
    let layer = tower_http::set_header::SetResponseHeaderLayer::overriding(
        http::header::SERVER,
        HeaderValue::from_static("test"),
    );
    let client = TestClient::new(App::new(routes![me]).layer(layer));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for target in ["/me", "/m%65"] {
        let status = runtime.block_on(async { client.get(target).digest("alice", "secret").await.status() });
        assert_eq!(status, 200, "{target}");
    }
}

#[test]
#[should_panic(expected = "name the cookie of the key in `ApiKeyCookie::new`")]
fn all_cookies_are_no_key() {
    let _ = ApiKeyHeader::new("cookie");
}

/// A scheme that verifies keys itself if `verifies` is set.
#[derive(Clone)]
struct OwnKeys {
    verifies: bool,
}

impl OwnKeys {
    const fn scheme(&self) -> graph::Scheme {
        let kind = graph::SchemeKind::ApiKey { place: graph::KeyPlace::Header, name: "X-Own" };
        let scheme = graph::Scheme::new("Own", kind);
        if self.verifies { scheme.verifies() } else { scheme }
    }
}

impl portcullis::SecurityScheme for OwnKeys {
    type Credentials = ();

    async fn authenticate(&self, cx: &mut Context) -> portcullis::Result<()> {
        match cx.headers().get("X-Own") {
            Some(key) if !self.verifies || portcullis::secure_eq(key, "secret") => Ok(()),
            _ => Err(Refusal::missing(None)),
        }
    }
}

#[security_scheme]
static own_keys: OwnKeys = OwnKeys { verifies: true };

#[get("/own-keys", depends(own_keys))]
async fn read_own_keys() {}

#[test]
fn a_scheme_that_verifies_is_not_configured_to_be_one_that_does_not() {
    let app = || App::new(secured_routes![read_own_keys]);
    app().configure::<own_keys>(|_| OwnKeys { verifies: true }).check().expect("the schemes are the same");
    let error = app().configure::<own_keys>(|_| OwnKeys { verifies: false }).check();
    assert!(error.is_err_and(|error| error.to_string().contains("`Own` was configured to be another one")));
}

/// Two operations with the same identity, because one macro expands to both.
trait Issues {
    type Operation: portcullis::Operation;
}

struct Login;
struct Wipe;

macro_rules! token_endpoints {
    ($($of:ident $answer:literal)*) => {$(
        const _: () = {
            #[post("/token")]
            async fn token() -> Json<&'static str> {
                Json($answer)
            }
            impl Issues for $of {
                type Operation = token;
            }
        };
    )*};
}

token_endpoints! { Login "a token" Wipe "wiped" }

type Wiped = <Wipe as Issues>::Operation;

#[security_scheme]
static issued: OAuth2ClientCredentialsBearer =
    OAuth2ClientCredentialsBearer::issued_by::<<Login as Issues>::Operation>().name("Issued");

#[dependency]
fn get_issued(#[depends(issued)] token: String) -> Result<String, AuthError> {
    if token == "secret" { Ok(token) } else { Err(issued::invalid_token()) }
}

#[get("/issued")]
async fn read_issued(#[depends(get_issued)] token: String) -> Json<String> {
    Json(token)
}

#[test]
fn an_operation_with_the_identity_of_the_one_that_issues_tokens_is_refused_at_start() {
    let app = App::new(secured_routes![read_issued, Wiped]);
    assert!(app.check().is_err());
    let elsewhere = App::new(secured_routes![read_issued, Wiped])
        .configure::<issued>(|scheme| scheme.token_url("https://id.example/token"));
    let error = elsewhere.check().expect_err("two operations have one identity");
    assert!(error.to_string().contains("two items are one to the compiler: `token`"), "{error}");
}

/// Two of these schemes with different names read the same header field.
#[derive(Clone)]
struct Version(&'static str, &'static str);

impl Version {
    const fn scheme(&self) -> graph::Scheme {
        let kind = graph::SchemeKind::ApiKey { place: graph::KeyPlace::Header, name: "X-Version" };
        graph::Scheme::new(self.0, kind)
    }
}

impl portcullis::SecurityScheme for Version {
    type Credentials = String;

    async fn authenticate(&self, cx: &mut Context) -> portcullis::Result<String> {
        let key = cx.headers().get("X-Version").and_then(|key| key.to_str().ok()?.strip_prefix(self.1));
        key.map(str::to_owned).ok_or_else(|| Refusal::missing(None))
    }
}

#[security_scheme]
static first_version: Version = Version("First", "v1.");

#[security_scheme]
static second_version: Version = Version("Second", "v2.");

#[dependency]
fn second_user(#[depends(second_version)] key: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&key, "secret") { Ok(key) } else { Err(second_version::invalid_token()) }
}

#[dependency]
fn label(#[depends(first_version)] key: String) -> String {
    key
}

#[get("/versions", depends(Optional<second_user>))]
async fn versions(#[depends(label)] label: String) -> Json<String> {
    Json(label)
}

/// A key in that field is presented for both schemes, in the document and in the server.
#[tokio::test]
async fn what_is_presented_at_a_place_is_presented_to_all_that_read_it() {
    let app = App::new(secured_routes![versions]);
    assert_eq!(
        app.openapi()["paths"]["/versions"]["get"]["security"],
        json!([{ "Second": [], "First": [] }])
    );
    let client = TestClient::new(app);
    for key in ["v1.anything", "v2.secret", "v2.wrong"] {
        assert_eq!(client.get("/versions").header("X-Version", key).await.status(), 401, "{key}");
    }
}

static SPENT: AtomicBool = AtomicBool::new(false);

#[dependency]
fn judged_with_body(#[depends(get_key)] key: String, #[body] _numbers: Vec<u32>) -> Result<(), HttpError> {
    if portcullis::secure_eq(&key, "secret") {
        Ok(())
    } else {
        Err(HttpError::new(StatusCode::UNAUTHORIZED, "no"))
    }
}

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
fn get_key(#[depends(key)] key: String) -> String {
    key
}

#[dependency]
fn spend() {
    SPENT.store(true, Ordering::Relaxed);
}

#[post("/behind")]
async fn behind(#[depends(spend)] _spent: ()) {}

#[post("/beside")]
async fn beside(#[depends(Optional<judged_with_body>)] _judged: Option<()>, #[depends(spend)] _spent: ()) {}

#[tokio::test]
async fn nothing_is_done_for_a_caller_whom_nobody_could_judge() {
    let client =
        TestClient::new(App::new(routes![nest("", routes![behind], depends(judged_with_body)), beside]));
    for target in ["/behind", "/beside"] {
        let post = || client.post(target).header("X-Key", "forged");
        assert_eq!(post().json(&"no numbers").await.status(), 422, "{target}");
        assert_eq!(post().json(&[1, 2]).await.status(), 401, "{target}");
        assert!(!SPENT.load(Ordering::Relaxed), "{target}");
        assert_eq!(client.post(target).header("X-Key", "secret").json(&[1, 2]).await.status(), 200);
        assert!(SPENT.swap(false, Ordering::Relaxed), "{target}");
    }
}
