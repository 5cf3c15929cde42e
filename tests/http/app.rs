//! Apps that are refused at startup, and the error messages.

use portcullis::prelude::*;
use portcullis::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials};

#[get("/items/{id}")]
async fn read_item(id: u64) -> Json<u64> {
    Json(id)
}

/// An operation that needs a prefix with `{shelf}`.
#[get("/items/{id}")]
async fn read_item_of_shelf(id: u64, #[path(prefix)] shelf: String) -> Json<(String, u64)> {
    Json((shelf, id))
}

#[get("/docs")]
async fn docs() {}

fn refusal(routes: Routes) -> String {
    App::new(routes).check().expect_err("the routes are wrong").to_string()
}

#[test]
fn a_request_that_a_built_in_page_answers() {
    let message = refusal(routes![read_item, docs]);
    assert!(message.starts_with("GET /docs is answered twice"), "{message}");
    assert!(message.contains("`docs` (tests/http/app.rs:"), "{message}");
    assert!(App::new(routes![nest("/api", routes![docs])]).check().is_ok());
}

#[test]
fn a_path_parameter_that_no_prefix_has() {
    let message = refusal(routes![nest("/shelves", routes![read_item_of_shelf])]);
    assert!(message.contains("`/shelves/items/{id}` cannot be served"), "{message}");
    assert!(message.contains("`read_item_of_shelf` (tests/http/app.rs:"), "{message}");
    assert!(message.contains("takes the path parameter `shelf`"), "{message}");
}

#[tokio::test]
async fn a_parameter_of_a_prefix_is_taken() {
    let client = TestClient::new(App::new(routes![nest("/shelves/{shelf}", routes![read_item_of_shelf])]));
    let answer = client.get("/shelves/low/items/7").await;
    assert_eq!(answer.json::<(String, u64)>(), ("low".into(), 7));
}

#[tokio::test]
async fn lists_are_joined_without_a_prefix() {
    const ITEMS: Routes = routes![read_item];
    let client = TestClient::new(App::new(routes![nest("", ITEMS)]));
    assert_eq!(client.get("/items/7").await.json::<u64>(), 7);
}

#[tokio::test]
async fn an_operation_takes_the_place_of_a_page_that_is_elsewhere() {
    let client = TestClient::new(App::new(routes![docs]).docs_path(None));
    assert_eq!(client.get("/docs").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn clones_of_an_app_share_what_is_made_once_and_can_differ() {
    let app = App::new(routes![read_item]);
    let (one, other) = (TestClient::new(app.clone()), TestClient::new(app.title("Other")));
    assert_eq!(one.get("/openapi.json").await.json::<Value>()["info"]["title"], "Portcullis");
    assert_eq!(other.get("/openapi.json").await.json::<Value>()["info"]["title"], "Other");
}

#[tokio::test]
async fn an_app_that_is_wrong_and_mounted_unchecked_answers_nothing() {
    use tower_service::Service;

    let mut app = App::new(routes![read_item, docs]);
    for _ in 0..2 {
        let request = http::Request::get("/items/1").body(portcullis::Body::empty()).unwrap();
        assert_eq!(app.call(request).await.unwrap().status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}

#[dependency]
async fn client(#[depends] form: OAuth2PasswordRequestForm) -> Option<String> {
    form.client_id
}

#[post("/token")]
async fn issue_token(
    #[depends] form: OAuth2PasswordRequestForm,
    #[depends(client)] client: Option<String>,
) -> Json<String> {
    Json(format!("{} by {}", form.username, client.unwrap_or_default()))
}

#[tokio::test]
async fn a_form_is_read_once_for_all_who_ask_for_it() {
    let client = TestClient::new(App::new(routes![issue_token]));
    let fields = [("username", "johndoe"), ("password", "secret"), ("client_id", "docs")];
    assert_eq!(client.post("/token").form(&fields).await.json::<String>(), "johndoe by docs");
}

/// Two dependencies of one generic type, each with its own name.
struct Require<const ADMIN: bool>;

impl<const ADMIN: bool> portcullis::Dependency for Require<ADMIN> {
    type Output = bool;

    const CLONE: portcullis::CloneOf<bool> = Some(bool::clone);
    const DEPENDENCY: portcullis::graph::Dependency = portcullis::graph::Dependency::function(
        portcullis::graph::Id::new(module_path!(), if ADMIN { "RequireAdmin" } else { "Require" }),
        &portcullis::graph::Answers::Nothing,
        true,
    );

    async fn resolve(_: &mut portcullis::Context) -> portcullis::Result<bool> {
        match ADMIN {
            false => Ok(false),
            true => Err(portcullis::Refusal::answer(HttpError::new(StatusCode::FORBIDDEN, "Not an admin"))),
        }
    }
}

#[get("/admin")]
async fn admin(
    #[depends(Require<false>)] reader: bool,
    #[depends(Require<true>)] admin: bool,
) -> Json<[bool; 2]> {
    Json([reader, admin])
}

#[tokio::test]
async fn only_what_is_the_same_type_is_shared() {
    assert_eq!(TestClient::new(App::new(routes![admin])).get("/admin").await.status(), StatusCode::FORBIDDEN);
}

#[put("/chosen", status = 201)]
async fn chosen(#[query] known: bool) -> (StatusCode, Json<u8>) {
    (if known { StatusCode::OK } else { StatusCode::CREATED }, Json(1))
}

#[get("/nothing", status = 204)]
async fn nothing() -> Json<u8> {
    Json(1)
}

#[tokio::test]
async fn a_status_that_a_handler_chooses_stays() {
    let client = TestClient::new(App::new(routes![chosen, nothing]));
    assert_eq!(client.put("/chosen?known=true").await.status(), StatusCode::OK);
    assert_eq!(client.put("/chosen?known=false").await.status(), StatusCode::CREATED);
    let answer = client.get("/nothing").await;
    assert_eq!(
        (answer.status(), answer.text(), answer.header("content-length")),
        (StatusCode::NO_CONTENT, "", "")
    );
}

/** Read the words.
 *
 * All of them. */
#[get("/words")]
#[doc = concat!("\n", "And", " more.")]
async fn read_words() {}

#[test]
fn a_doc_comment_of_any_kind_is_the_description() {
    let document = App::new(routes![read_words]).openapi();
    let operation = &document["paths"]["/words"]["get"];
    assert_eq!(operation["summary"], "Read the words.");
    assert_eq!(operation["description"], "All of them.\n\nAnd more.");
}

#[security_scheme]
static users: OAuth2PasswordBearer = OAuth2PasswordBearer::issued_by::<issue_token>();

#[get("/users/me")]
async fn read_me(#[depends(users)] token: String) -> Json<String> {
    Json(token)
}

#[get("/health", public = "load balancers ask without credentials")]
async fn health() {}

#[test]
fn tokens_that_nothing_issues() {
    let message = refusal(routes![read_me]);
    assert!(
        message.contains("`OAuth2PasswordBearer` are issued by `issue_token` (tests/http/app.rs:"),
        "{message}"
    );
    let elsewhere = App::new(routes![read_me])
        .configure::<users>(|scheme| scheme.token_url("https://auth.example.com/token"));
    elsewhere.check().unwrap();
}

#[test]
fn the_operation_that_issues_tokens_is_found_below_its_prefixes() {
    const AUTH: Routes = routes![nest("/auth", routes![issue_token])];
    let document = App::new(secured_routes![nest("/api", AUTH), read_me]).openapi();
    let flows = &document["components"]["securitySchemes"]["OAuth2PasswordBearer"]["flows"];
    assert_eq!(flows["password"]["tokenUrl"], "api/auth/token");
}

#[test]
fn why_an_operation_is_public_is_documented() {
    let document = App::new(secured_routes![health, issue_token, read_me]).openapi();
    let reason = |path: &str, method: &str| document["paths"][path][method]["x-public-reason"].clone();
    assert_eq!(reason("/health", "get"), "load balancers ask without credentials");
    assert_eq!(reason("/token", "post"), Value::Null);
    assert_eq!(document["paths"]["/health"]["get"]["security"], json!([]));
}

#[security_scheme]
static people: HttpBearer = HttpBearer::new();

#[security_scheme]
static machines: HttpBearer = HttpBearer::new();

#[get("/people")]
async fn read_people(#[depends(people)] _token: HttpAuthorizationCredentials) {}

#[get("/machines")]
async fn read_machines(#[depends(machines)] _token: HttpAuthorizationCredentials) {}

#[test]
fn two_schemes_of_one_name_are_configured_alike() {
    let app = || App::new(routes![read_people, read_machines]);
    let one = || app().configure::<people>(|scheme| scheme.realm("people"));
    let refused = one().check().unwrap_err().to_string();
    assert!(refused.starts_with("`machines` (tests/http/app.rs:"), "{refused}");
    assert!(refused.contains(") have the name `HTTPBearer` and were not configured alike"), "{refused}");
    assert!(one().configure::<machines>(|scheme| scheme.realm("machines")).check().is_err());
    assert!(one().configure::<machines>(|scheme| scheme.realm("people")).check().is_ok());
    assert!(app().configure::<people>(|scheme| scheme).check().is_ok());
}

#[dependency]
fn known_machine(
    #[depends(machines)] _token: HttpAuthorizationCredentials,
    #[path] other: String,
) -> Result<(), HttpError> {
    let error = HttpError::from(machines::invalid_token());
    Err(if other == "other" { error.header("WWW-Authenticate", "Other") } else { error })
}

#[get("/known/{other}")]
async fn read_known(#[depends(known_machine)] _known: ()) {}

#[tokio::test]
async fn a_configured_scheme_takes_the_place_of_its_own_challenge_alone() {
    let app = || App::new(routes![read_known]);
    let challenges = async |app: App, target: &str| -> Vec<String> {
        let answer = TestClient::new(app).get(target).bearer("abc").await;
        let lines = answer.headers().get_all("www-authenticate").iter();
        lines.map(|line| line.to_str().expect("text").to_owned()).collect()
    };
    let here = || app().configure::<machines>(|scheme| scheme.realm("here"));
    let (declared, configured) =
        (r#"Bearer error="invalid_token""#, r#"Bearer realm="here", error="invalid_token""#);
    assert_eq!(challenges(app(), "/known/none").await, [declared]);
    assert_eq!(challenges(app(), "/known/other").await, [declared, "Other"]);
    assert_eq!(challenges(here(), "/known/none").await, [configured]);
    assert_eq!(challenges(here(), "/known/other").await, [configured, "Other"]);
}

#[derive(Clone)]
struct Users;

impl DigestUsers for Users {
    async fn find(&self, username: &str) -> Option<DigestSecret> {
        (username == "alice").then(|| DigestSecret::password("secret"))
    }
}

#[security_scheme]
static digest: HttpDigest<Users> = HttpDigest::new("items", Users).md5();

#[dependency]
fn nobody_yet(#[depends(digest)] _caller: HttpDigestCredentials) -> Result<(), AuthError> {
    Err(digest::invalid_token())
}

#[get("/nobody")]
async fn read_nobody(#[depends(nobody_yet)] _nobody: ()) {}

/// Without a nonce, a client could not answer the challenge (RFC 7616, section 3.3).
#[tokio::test]
async fn whoever_refuses_a_digest_offers_a_nonce_for_the_next() {
    let declared = App::new(routes![read_nobody]);
    let configured = declared.clone().configure::<digest>(|_| HttpDigest::new("elsewhere", Users).md5());
    for (app, realm) in [(declared, "items"), (configured, "elsewhere")] {
        let client = TestClient::new(app);
        let mut nonces = Vec::new();
        for _ in 0..2 {
            let answer = client.get("/nobody").digest("alice", "secret").await;
            assert_eq!(answer.json::<Value>()["detail"], "Could not validate credentials");
            let lines = answer.headers().get_all("www-authenticate").iter();
            let lines: Vec<&str> = lines.map(|line| line.to_str().expect("text")).collect();
            assert_eq!(lines.len(), 2, "{lines:?}");
            for (line, algorithm) in lines.iter().zip(["SHA-256", "MD5"]) {
                let start = format!(r#"Digest realm="{realm}", qop="auth", algorithm={algorithm}, nonce=""#);
                assert!(line.starts_with(&start), "{line}");
                nonces
                    .push(line.strip_prefix(&start).expect("the challenge starts with the realm").to_owned());
            }
        }
        assert!(nonces[0] == nonces[1] && nonces[1] != nonces[2], "{nonces:?}");
    }
}
