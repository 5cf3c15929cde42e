//! Good credentials with a small change.

use portcullis::prelude::*;
use portcullis::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials, TestRequest};

use super::{found, matrix};

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[security_scheme]
static header_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[security_scheme]
static query_key: ApiKeyQuery = ApiKeyQuery::new("key");

#[security_scheme]
static session: ApiKeyCookie = ApiKeyCookie::new("session");

/// Has three parts, like a JWT.
const TOKEN: &str = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl-w";

fn token(request: TestRequest, _: &[&str]) -> TestRequest {
    request.bearer(TOKEN)
}

#[dependency]
async fn compares_all(#[depends(bearer)] token: HttpAuthorizationCredentials) -> Result<(), AuthError> {
    if token.credentials() == TOKEN { Ok(()) } else { Err(bearer::invalid_token()) }
}

#[get("/all")]
async fn read_all(#[depends(compares_all)] _user: ()) -> Json<&'static str> {
    Json("all")
}

#[dependency]
async fn skips_the_signature(
    #[depends(bearer)] token: HttpAuthorizationCredentials,
) -> Result<(), AuthError> {
    let signed = TOKEN.rsplit_once('.').map(|(signed, _)| signed);
    match token.credentials().rsplit_once('.').map(|(signed, _)| signed) == signed {
        true => Ok(()),
        false => Err(bearer::invalid_token()),
    }
}

#[get("/unsigned")]
async fn read_unsigned(#[depends(skips_the_signature)] _user: ()) -> Json<&'static str> {
    Json("unsigned")
}

#[tokio::test]
async fn a_signature_that_nobody_verifies() {
    matrix(App::new(routes![read_all])).credentials::<bearer>(token).check().await;
    let wanted = "`GET /unsigned` lets in good credentials of HTTPBearer with another last character in part 3 of 3 (200 OK)";
    found(matrix(App::new(routes![read_unsigned])).credentials::<bearer>(token), &[wanted]).await;
}

#[dependency]
async fn compares_the_beginning(#[depends(header_key)] key: String) -> Result<(), AuthError> {
    if key.starts_with("secret") { Ok(()) } else { Err(header_key::invalid_token()) }
}

#[dependency]
async fn compares_the_length(#[depends(query_key)] key: String) -> Result<(), AuthError> {
    if key.len() == "sec ret".len() { Ok(()) } else { Err(query_key::invalid_token()) }
}

#[dependency]
async fn is_the_beginning(#[depends(session)] key: String) -> Result<(), AuthError> {
    if "secret".starts_with(&key) { Ok(()) } else { Err(session::invalid_token()) }
}

#[get("/header")]
async fn read_by_header(#[depends(compares_the_beginning)] _user: ()) -> Json<&'static str> {
    Json("header")
}

#[get("/query")]
async fn read_by_query(#[depends(compares_the_length)] _user: ()) -> Json<&'static str> {
    Json("query")
}

#[get("/cookie")]
async fn read_by_cookie(#[depends(is_the_beginning)] _user: ()) -> Json<&'static str> {
    Json("cookie")
}

#[tokio::test]
async fn a_key_of_which_a_part_is_compared() {
    let matrix = matrix(App::new(routes![read_by_header, read_by_query, read_by_cookie]))
        .credentials::<header_key>(|request, _| request.header("X-Key", "secret"))
        .credentials::<query_key>(|request, _| request.query("page", "1").query("key", "sec ret"))
        .credentials::<session>(|request, _| request.cookie("theme", "dark").cookie("session", "secret"));
    let wanted = [
        "`GET /header` lets in good credentials of APIKeyHeader with one character more (200 OK)",
        "`GET /query` lets in good credentials of APIKeyQuery with another last character (200 OK)",
        "`GET /cookie` lets in good credentials of APIKeyCookie with one character less (200 OK)",
    ];
    found(matrix, &wanted).await;
}

/// Users whose password is longer than the one in the test.
struct Longer;

impl DigestUsers for Longer {
    async fn find(&self, _username: &str) -> Option<DigestSecret> {
        Some(DigestSecret::password("secretA"))
    }
}

#[security_scheme]
static digest: HttpDigest<Longer> = HttpDigest::new("shop", Longer);

#[get("/digest")]
async fn read_by_digest(#[depends(digest)] _caller: HttpDigestCredentials) -> Json<&'static str> {
    Json("digest")
}

#[tokio::test]
async fn a_digest_of_another_password() {
    let matrix = matrix(App::new(routes![read_by_digest]))
        .credentials::<digest>(|request, _| request.digest("alice", "secret"));
    let wanted = "`GET /digest` lets in good credentials of HTTPDigest with one character more of the password (200 OK)";
    found(matrix, &[wanted]).await;
}

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

/// Parses a token as a name, a dot and the scopes. Without scopes, the token ends with the dot.
#[dependency]
async fn get_user(
    #[depends(oauth2_scheme)] token: String,
    asked: SecurityScopes,
) -> Result<String, AuthError> {
    let scopes = token.strip_prefix("alice.").ok_or_else(oauth2_scheme::invalid_token)?;
    oauth2_scheme::require(&asked, scopes.split('.'))?;
    Ok("alice".to_owned())
}

#[get("/me")]
async fn read_me(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

#[get("/items")]
async fn read_items(#[security(get_user, scopes = ["items"])] user: String) -> Json<String> {
    Json(user)
}

#[tokio::test]
async fn it_passes_where_scopes_stand_in_the_token() {
    matrix(App::new(routes![read_me, read_items]))
        .credentials::<oauth2_scheme>(|request, scopes| {
            request.bearer(&format!("alice.{}", scopes.join(".")))
        })
        .check()
        .await;
}
