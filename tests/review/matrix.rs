//! The authorization matrix accepts sound apps, and reports planted faults.

#[path = "matrix/log_in.rs"]
mod log_in;
#[path = "matrix/methods.rs"]
mod methods;
#[path = "matrix/not_judged.rs"]
mod not_judged;
#[path = "matrix/owned.rs"]
mod owned;
#[path = "matrix/planted.rs"]
mod planted;
#[path = "matrix/same_data.rs"]
mod same_data;
#[path = "matrix/scopes.rs"]
mod scopes;
#[path = "matrix/tampering.rs"]
mod tampering;
#[path = "matrix/undecided.rs"]
mod undecided;

use portcullis::prelude::*;
use portcullis::{AuthorizationMatrix, Body, TestRequest};
use portcullis_tests::apps;

fn matrix(app: App) -> AuthorizationMatrix {
    TestClient::new(app).authorization_matrix()
}

fn john(request: TestRequest, _: &[&str]) -> TestRequest {
    request.bearer("johndoe")
}

#[tokio::test]
async fn it_passes_on_the_examples() {
    matrix(apps::first_steps::app()).check().await;
    matrix(apps::first_steps_expanded::app()).check().await;
    matrix(apps::simple_oauth2::app()).credentials_of("OAuth2PasswordBearer", john).check().await;
    let scoped =
        |request: TestRequest, scopes: &[&str]| request.bearer(&format!("johndoe.{}", scopes.join(".")));
    matrix(apps::scopes::app()).credentials_of("OAuth2PasswordBearer", scoped).check().await;
    matrix(apps::api_keys::app())
        .credentials_of("APIKeyHeader", |request, _| request.header("X-Key", "secret"))
        .credentials_of("APIKeyQuery", |request, _| request.query("key", "secret"))
        .credentials_of("APIKeyCookie", |request, _| request.cookie("session", "secret"))
        .check()
        .await;
    matrix(apps::basic::app())
        .credentials_of("HTTPBasic", |request, _| request.basic("stanleyjobson", "swordfish"))
        .check()
        .await;
    matrix(apps::digest::app())
        .credentials_of("HTTPDigest", |request, _| request.digest("stanleyjobson", "swordfish"))
        .check()
        .await;
    matrix(apps::optional_user::app()).credentials_of("HTTPBearer", john).check().await;
    matrix(apps::alternatives::app())
        .credentials_of("HTTPBearer", john)
        .credentials_of("APIKeyHeader", |request, _| request.header("X-Key", "secret"))
        .check()
        .await;
    matrix(apps::nested_routes::app())
        .credentials_of("TokenHeader", |request, _| request.header("X-Token", "fake-super-secret-token"))
        .credentials_of("QueryToken", |request, _| request.query("token", "jessica"))
        .path("item_id", "plumbus")
        .check()
        .await;
    matrix(apps::own_scheme::app())
        .credentials_of("SignedRequest", |request, _| {
            let signature = format!("ecila:{}", request.path());
            request.header("X-Signer", "alice").header("X-Signature", signature)
        })
        .check()
        .await;
    let dotted =
        |request: TestRequest, scopes: &[&str]| request.bearer(&[&["johndoe"], scopes].concat().join("."));
    matrix(apps::strict_routes::app())
        .credentials_of("OAuth2PasswordBearer", dotted)
        .credentials_of("APIKeyHeader", |request, _| request.header("X-Key", "secret"))
        .path("name", "jane")
        .check()
        .await;
}

/// Checks that the findings contain these texts.
async fn found(matrix: AuthorizationMatrix, wanted: &[&str]) {
    let findings = matrix.findings().await;
    for text in wanted {
        assert!(findings.iter().any(|finding| finding.contains(text)), "{text} is not among {findings:#?}");
    }
    assert!(!findings.is_empty());
}

/// A sound app. A token is a user name and the scopes that it grants.
mod sound {
    use portcullis::TestRequest;
    use portcullis::prelude::*;

    #[security_scheme]
    pub(crate) static oauth2_scheme: OAuth2PasswordBearer =
        OAuth2PasswordBearer::new("https://auth.example.com/token")
            .scopes(&[("items", "Read items."), ("admin", "All.")]);

    #[security_scheme]
    pub(crate) static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

    #[security_scheme]
    pub(crate) static basic: HttpBasic = HttpBasic::new("shop");

    pub(crate) fn user_of(token: &str) -> Option<(String, Vec<String>)> {
        let (name, scopes) = token.split_once('.')?;
        (name == "alice").then(|| (name.to_owned(), scopes.split('.').map(str::to_owned).collect()))
    }

    #[dependency]
    pub(crate) async fn get_user(
        #[depends(oauth2_scheme)] token: String,
        asked: SecurityScopes,
    ) -> Result<String, AuthError> {
        let (name, scopes) = user_of(&token).ok_or_else(oauth2_scheme::invalid_token)?;
        oauth2_scheme::require(&asked, scopes)?;
        Ok(name)
    }

    #[dependency]
    pub(crate) async fn get_machine(#[depends(api_key)] key: String) -> Result<String, AuthError> {
        if key == "k" { Ok(key) } else { Err(api_key::invalid_token()) }
    }

    #[get("/items/")]
    pub(crate) async fn read_items(#[security(get_user, scopes = ["items"])] user: String) -> Json<Value> {
        Json(json!({ "items": ["lamp", "chair"], "for": user }))
    }

    #[get("/both/")]
    pub(crate) async fn read_both(
        #[security(get_user, scopes = ["items", "admin"])] user: String,
        #[depends(get_machine)] machine: String,
    ) -> Json<(String, String)> {
        Json((user, machine))
    }

    #[get("/maybe/")]
    pub(crate) async fn read_maybe(#[depends(Optional<get_user>)] user: Option<String>) -> Json<String> {
        Json(format!("hello {}", user.as_deref().unwrap_or("stranger")))
    }

    pub(crate) const ROUTES: Routes = routes![read_items, read_both, read_maybe];

    pub(crate) fn token(request: TestRequest, scopes: &[&str]) -> TestRequest {
        request.bearer(&format!("alice.{}", scopes.join(".")))
    }

    pub(crate) fn key(request: TestRequest, _: &[&str]) -> TestRequest {
        request.header("X-Key", "k")
    }
}

use sound::{api_key, basic, get_user, key, oauth2_scheme, read_items, token};

fn shop(app: App) -> AuthorizationMatrix {
    matrix(app).credentials::<oauth2_scheme>(token)
}

#[tokio::test]
async fn it_passes_on_an_app_as_it_should_be() {
    shop(App::new(sound::ROUTES)).credentials::<api_key>(key).check().await;
}

#[dependency]
async fn forgets_its_scope(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    sound::user_of(&token).map(|(name, _)| name).ok_or_else(oauth2_scheme::invalid_token)
}

#[get("/reports/")]
async fn read_reports(#[security(forgets_its_scope, scopes = ["admin"])] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn a_scope_that_is_forgotten() {
    let wanted =
        "`GET /reports/` lets in credentials of OAuth2PasswordBearer without the scope `admin` (200 OK)";
    found(shop(App::new(routes![read_reports])), &[wanted]).await;
}

#[dependency]
async fn looks_at_one_scope(
    #[depends(oauth2_scheme)] token: String,
    asked: SecurityScopes,
) -> Result<String, AuthError> {
    let (name, scopes) = sound::user_of(&token).ok_or_else(oauth2_scheme::invalid_token)?;
    match asked.scopes().iter().any(|scope| scopes.iter().any(|held| held == scope)) {
        true => Ok(name),
        false => Err(oauth2_scheme::insufficient_scope(&asked)),
    }
}

#[get("/reports/")]
async fn read_one_of_two(
    #[security(looks_at_one_scope, scopes = ["items", "admin"])] user: String,
) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn one_of_two_scopes_that_is_enough() {
    found(
        shop(App::new(routes![read_one_of_two])),
        &["without the scope `items`", "without the scope `admin`"],
    )
    .await;
}

#[tokio::test]
async fn a_value_of_a_test_that_is_left_on() {
    let client = TestClient::new(App::new(sound::ROUTES)).with::<get_user>(|| Ok("alice".into()));
    let matrix =
        client.authorization_matrix().credentials::<oauth2_scheme>(token).credentials::<api_key>(key);
    found(matrix, &["`GET /items/` lets in no credentials (200 OK): it asks for OAuth2PasswordBearer [items] (matrix::sound::get_user)"]).await;
}

/// Adds a layer that changes requests.
fn changed_by(
    app: App,
    change: impl Fn(http::Request<Body>) -> http::Request<Body> + Clone + Send + Sync + 'static,
) -> App {
    app.layer(tower::util::MapRequestLayer::new(change))
}

/// Adds a layer that responds in place of the app, with a status and a `Location`.
fn answered_by(
    app: App,
    answer: impl Fn(&http::Request<Body>) -> Option<(StatusCode, &'static str)> + Copy + Send + Sync + 'static,
) -> App {
    use tower::ServiceExt;

    app.layer(tower_layer::layer_fn(move |inner: portcullis::Stack| {
        tower::service_fn(move |request: http::Request<Body>| {
            let inner = inner.clone();
            async move {
                let Some((status, location)) = answer(&request) else { return inner.oneshot(request).await };
                let mut response = http::Response::new(Body::default());
                *response.status_mut() = status;
                response.headers_mut().insert("location", http::HeaderValue::from_static(location));
                Ok(response)
            }
        })
    }))
}

fn log_in(mut request: http::Request<Body>) -> http::Request<Body> {
    request.headers_mut().insert("authorization", http::HeaderValue::from_static("Bearer alice.items.admin"));
    request
}

#[tokio::test]
async fn a_method_that_skips_the_check() {
    let app = changed_by(App::new(routes![read_items]), |request| {
        if request.method() == http::Method::HEAD { log_in(request) } else { request }
    });
    found(shop(app), &["`GET /items/` lets in no credentials and the method HEAD (200 OK)"]).await;
}

#[tokio::test]
async fn a_layer_that_logs_everybody_in() {
    let app = changed_by(App::new(routes![read_items]), log_in);
    found(shop(app), &["`GET /items/` lets in no credentials (200 OK)"]).await;
}

#[dependency]
async fn believes_everybody(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    match token.split_once('.') {
        Some((name, _)) => Ok(name.to_owned()),
        None => Ok("guest".to_owned()),
    }
}

#[get("/items/")]
async fn read_for_guests(#[depends(believes_everybody)] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn a_token_that_nobody_looks_up() {
    found(
        shop(App::new(routes![read_for_guests])),
        &["lets in unknown credentials of OAuth2PasswordBearer (200 OK)"],
    )
    .await;
}

#[dependency]
async fn knows_the_name(#[depends(basic)] credentials: HttpBasicCredentials) -> Result<String, AuthError> {
    if credentials.username == "alice" { Ok(credentials.username) } else { Err(basic::invalid_token()) }
}

#[get("/items/")]
async fn read_by_name(#[depends(knows_the_name)] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn a_password_that_nobody_compares() {
    let matrix = matrix(App::new(routes![read_by_name]))
        .credentials::<basic>(|request, _| request.basic("alice", "secret"));
    found(
        matrix,
        &["`GET /items/` lets in good credentials of HTTPBasic with another last character of the password (200 OK)"],
    )
    .await;
}

#[dependency]
async fn panics_at_strangers(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    Ok(sound::user_of(&token).expect("a token of this app").0)
}

#[get("/items/")]
async fn read_or_panic(#[depends(panics_at_strangers)] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn a_stranger_who_makes_it_fail() {
    let wanted =
        "`GET /items/` fails (500 Internal Server Error) with unknown credentials of OAuth2PasswordBearer";
    found(shop(App::new(routes![read_or_panic])), &[wanted]).await;
}

#[dependency]
async fn asks_for_more(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    let (name, scopes) = sound::user_of(&token).ok_or_else(oauth2_scheme::invalid_token)?;
    if scopes.iter().any(|scope| scope == "admin") { Ok(name) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_as_admin(#[security(asks_for_more, scopes = ["items"])] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn a_refusal_that_the_graph_does_not_know() {
    let wanted = "refuses good credentials (OAuth2PasswordBearer [items]) (401 Unauthorized), and nothing in the graph says why";
    found(shop(App::new(routes![read_as_admin])), &[wanted]).await;
}

#[get("/news", public = "the news are for everybody")]
async fn read_news() -> Result<Json<String>, HttpError> {
    Err(HttpError::new(StatusCode::UNAUTHORIZED, "Not authenticated"))
}

#[tokio::test]
async fn a_public_operation_that_refuses() {
    found(matrix(App::new(routes![read_news])), &["`GET /news` refuses no credentials (401 Unauthorized)"])
        .await;
}

#[security_scheme]
static staff: HttpBearer = HttpBearer::new().name("Staff");

#[dependency]
async fn get_staff(#[depends(staff)] token: HttpAuthorizationCredentials) -> Result<String, AuthError> {
    // Accepts any token of the shop, which is the fault.
    match token.credentials() == "boss" || sound::user_of(token.credentials()).is_some() {
        true => Ok("boss".to_owned()),
        false => Err(staff::invalid_token()),
    }
}

#[get("/staff")]
async fn read_staff(#[depends(get_staff)] name: String) -> Json<String> {
    Json(name)
}

#[tokio::test]
async fn credentials_of_another_scheme() {
    let matrix = shop(App::new(routes![read_staff, read_items]))
        .credentials::<staff>(|request, _| request.bearer("boss"));
    found(matrix, &["`GET /staff` lets in credentials of OAuth2PasswordBearer, another scheme (200 OK)"])
        .await;
}

#[dependency]
async fn forgives(
    #[depends(Optional<oauth2_scheme>)] token: Option<String>,
) -> Result<Option<String>, AuthError> {
    // Treats an expired token as missing credentials, which is the fault.
    Ok(token.and_then(|token| sound::user_of(&token)).map(|(name, _)| name))
}

#[get("/hello")]
async fn hello(#[depends(forgives)] user: Option<String>) -> Json<String> {
    Json(user.unwrap_or_default())
}

#[tokio::test]
async fn a_refused_token_that_is_forgiven() {
    found(
        shop(App::new(routes![hello])),
        &["`GET /hello` lets in unknown credentials of OAuth2PasswordBearer"],
    )
    .await;
}

#[tokio::test]
async fn an_answer_that_is_kept_for_everybody() {
    use std::sync::{Arc, Mutex};

    let kept: Arc<Mutex<bool>> = Arc::default();
    let app = changed_by(App::new(routes![read_items]), move |request| {
        let mut kept = kept.lock().unwrap();
        *kept |= request.headers().contains_key("authorization");
        if *kept { log_in(request) } else { request }
    });
    found(shop(app), &["`GET /items/` lets in no credentials (200 OK)"]).await;
}

#[tokio::test]
async fn credentials_that_are_not_given() {
    let matrix = shop(App::new(sound::ROUTES));
    found(matrix, &["no credentials are given for APIKeyHeader, which `GET /both/` asks for: `.credentials::<api_key>("]).await;
}

#[tokio::test]
#[should_panic(expected = "no operation of the app asks for credentials of a scheme `Oauth2`")]
async fn a_scheme_that_there_is_not() {
    let _ = matrix(App::new(sound::ROUTES)).credentials_of("Oauth2", token);
}

#[tokio::test]
#[should_panic(expected = "no path of the app has a parameter `idd`")]
async fn a_parameter_that_there_is_not() {
    let _ = matrix(App::new(sound::ROUTES)).path("idd", "7");
}

#[dependency]
async fn office_hours() -> Result<(), HttpError> {
    Err(HttpError::new(StatusCode::FORBIDDEN, "We are closed"))
}

#[get("/menu", public = "the menu is for everybody", depends(office_hours))]
async fn read_menu() -> Json<&'static str> {
    Json("soup")
}

#[tokio::test]
async fn it_knows_what_can_refuse_anybody() {
    matrix(App::new(routes![read_menu])).check().await;
}
