//! Cases that the matrix reports as not judged.

use portcullis::prelude::*;

use super::matrix;

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[security_scheme]
static oauth2: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

#[get("/echo")]
async fn echo(#[depends(bearer)] token: HttpAuthorizationCredentials) -> Json<String> {
    Json(token.credentials().to_owned())
}

#[tokio::test]
async fn credentials_that_the_handler_judges() {
    let report = matrix(App::new(routes![echo])).report().await;
    assert!(report.findings().is_empty(), "{report}");
    let wanted = "bad credentials of HTTPBearer: nothing before the handler can refuse them (`GET /echo`)";
    assert_eq!(report.not_judged(), [wanted]);
}

const DIGITS: &str = "0af3cc91-77de";

#[dependency]
async fn get_machine(#[depends(key)] given: String) -> Result<(), AuthError> {
    // Ignores case, as a program that decodes hexadecimal digits would.
    if given.eq_ignore_ascii_case(DIGITS) { Ok(()) } else { Err(key::invalid_token()) }
}

#[get("/jobs")]
async fn read_jobs(#[depends(get_machine)] _machine: ()) -> Json<&'static str> {
    Json("none")
}

#[get("/hello")]
async fn hello(#[depends(Optional<get_machine>)] _machine: Option<()>) -> Json<&'static str> {
    Json("hello")
}

#[tokio::test]
async fn the_case_of_hexadecimal_digits() {
    let report = matrix(App::new(routes![read_jobs, hello]))
        .credentials::<key>(|request, _| request.header("X-Key", DIGITS))
        .report()
        .await;
    assert!(report.findings().is_empty(), "{report}");
    let wanted = "good credentials of APIKeyHeader in another case: hexadecimal digits mean the same (`GET /hello`, `GET /jobs`)";
    assert_eq!(report.not_judged(), [wanted]);
}

#[dependency]
async fn get_user(#[depends(oauth2)] token: String, asked: SecurityScopes) -> Result<(), AuthError> {
    let scopes = token.strip_prefix("alice.").ok_or_else(oauth2::invalid_token)?;
    oauth2::require(&asked, scopes.split('.'))
}

#[get("/me")]
async fn read_me(#[depends(get_user)] _user: ()) -> Json<&'static str> {
    Json("alice")
}

#[get("/items")]
async fn read_items(#[security(get_user, scopes = ["items"])] _user: ()) -> Json<&'static str> {
    Json("lamp")
}

#[tokio::test]
async fn tokens_that_say_their_scopes() {
    let report = matrix(App::new(routes![read_me, read_items]))
        .credentials::<oauth2>(|request, scopes| request.bearer(&format!("alice.{}", scopes.join("."))))
        .report()
        .await;
    let wanted = [
        "other scopes of OAuth2PasswordBearer than required: no other is known (`GET /items`)",
        "good credentials of OAuth2PasswordBearer of another length: they say their scopes, and may be good with others (`GET /me`)",
    ];
    assert_eq!(report.not_judged(), wanted);
    assert!(report.findings().is_empty(), "{report}");
}
