//! Which branch of an optional or alternative dependency a request selects, both as documented and as enforced.

use std::cell::Cell;

use portcullis::graph::{Challenge, KeyPlace, Scheme, SchemeKind};
use portcullis::prelude::*;
use portcullis::{
    Context, DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials, Refusal, SecurityScheme,
};

const SCOPES: &[(&str, &str)] = &[("read", "Read."), ("admin", "All.")];

#[security_scheme]
static bearer: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token").scopes(SCOPES);

#[security_scheme]
static header_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[security_scheme]
static query_key: ApiKeyQuery = ApiKeyQuery::new("key");

#[security_scheme]
static cookie_key: ApiKeyCookie = ApiKeyCookie::new("key");

/// Accepts any token. The token lists its own scopes.
#[dependency]
fn user(#[depends(bearer)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    bearer::require(&asked, token.split('.'))?;
    Ok(token)
}

#[dependency]
fn by_query(#[depends(query_key)] key: String, asked: SecurityScopes) -> Result<String, AuthError> {
    query_key::require(&asked, key.split('.'))?;
    Ok(key)
}

#[dependency]
fn both(#[depends(header_key)] header: String, #[depends(cookie_key)] cookie: String) -> String {
    header + &cookie
}

fn security(app: &App, path: &str) -> Value {
    app.openapi()["paths"][path]["get"]["security"].clone()
}

async fn status(app: &App, target: &str, headers: &[(&str, &str)]) -> u16 {
    let request = TestClient::new(app.clone()).get(target);
    headers.iter().fold(request, |request, (name, value)| request.header(name, value)).await.status().as_u16()
}

/// Requires the user twice: its credentials are required, so they also count as presented for the optional argument.
#[get("/asked-for-already")]
async fn asked_for_already(
    #[depends(user)] user: String,
    #[security(Optional<user>, scopes = ["admin"])] admin: Option<String>,
) -> Json<(String, bool)> {
    Json((user, admin.is_some()))
}

#[tokio::test]
async fn what_must_be_there_is_not_optional() {
    let app = App::new(routes![asked_for_already]);
    assert_eq!(security(&app, "/asked-for-already"), json!([{ "OAuth2PasswordBearer": ["admin"] }]));
    assert_eq!(status(&app, "/asked-for-already", &[("Authorization", "Bearer admin")]).await, 200);
    assert_eq!(status(&app, "/asked-for-already", &[("Authorization", "Bearer read")]).await, 403);
}

#[get("/more")]
async fn more_first(
    #[depends(Optional<both>)] more: Option<String>,
    #[depends(Optional<header_key>)] less: Option<String>,
) -> Json<(bool, bool)> {
    Json((more.is_some(), less.is_some()))
}

#[get("/less")]
async fn less_first(
    #[depends(Optional<header_key>)] less: Option<String>,
    #[depends(Optional<both>)] more: Option<String>,
) -> Json<(bool, bool)> {
    Json((more.is_some(), less.is_some()))
}

#[tokio::test]
async fn the_order_of_arguments_decides_nothing() {
    let app = App::new(routes![more_first, less_first]);
    for path in ["/more", "/less"] {
        let documented = security(&app, path);
        assert_eq!(documented.as_array().map(Vec::len), Some(2), "{path}: {documented}");
        let key = ("X-Key", "a");
        assert_eq!(status(&app, path, &[]).await, 200, "{path}");
        assert_eq!(status(&app, path, &[key, ("Cookie", "key=b")]).await, 200, "{path}");
        // A request with half of the required pair is refused, even if another alternative would accept it.
        assert_eq!(status(&app, path, &[key]).await, 401, "{path}");
    }
}

#[derive(Clone, AnyOf)]
enum Caller {
    #[depends(both)]
    Both(String),
    #[depends(by_query)]
    Query(String),
}

#[get("/twice")]
async fn twice(
    #[security(Caller, scopes = ["read"])] first: Caller,
    #[security(Caller, scopes = ["admin"])] second: Caller,
) -> Json<[String; 2]> {
    Json([first, second].map(|caller| match caller {
        Caller::Both(keys) => keys,
        Caller::Query(key) => key,
    }))
}

#[tokio::test]
async fn the_same_way_is_taken_however_often_it_is_reached() {
    let app = App::new(routes![twice]);
    let query = json!({ "APIKeyQuery": ["read", "admin"] });
    assert_eq!(security(&app, "/twice")[1], query);
    assert_eq!(status(&app, "/twice?key=read.admin", &[]).await, 200);
    // Half of the first alternative, and all of the second.
    assert_eq!(status(&app, "/twice?key=read.admin", &[("X-Key", "a")]).await, 200);
    assert_eq!(status(&app, "/twice?key=read", &[]).await, 403);
}

struct Users;

impl DigestUsers for Users {
    async fn find(&self, username: &str) -> Option<DigestSecret> {
        (username == "alice").then(|| DigestSecret::password("secret"))
    }
}

#[security_scheme]
static digest: HttpDigest<Users> = HttpDigest::new("alternatives", Users);

#[dependency]
fn key_and_digest(
    #[depends(header_key)] _key: String,
    #[depends(digest)] caller: HttpDigestCredentials,
) -> HttpDigestCredentials {
    caller
}

#[derive(AnyOf)]
enum Digested {
    #[depends(key_and_digest)]
    Both(HttpDigestCredentials),
    #[depends(digest)]
    One(HttpDigestCredentials),
    #[depends(query_key)]
    Key(String),
}

#[get("/digested")]
async fn digested(#[depends] caller: Digested) -> Json<String> {
    Json(match caller {
        Digested::Both(caller) => format!("both {}", caller.username),
        Digested::One(caller) => format!("one {}", caller.username),
        Digested::Key(key) => key,
    })
}

/// Each nonce count is accepted once (RFC 7616, section 3.4).
#[tokio::test]
async fn a_digest_is_looked_at_once() {
    let client = TestClient::new(App::new(routes![digested]));
    for _ in 0..3 {
        assert_eq!(client.get("/digested").digest("alice", "secret").await.text(), r#""one alice""#);
        let both = client.get("/digested").header("X-Key", "a").digest("alice", "secret");
        assert_eq!(both.await.text(), r#""both alice""#);
    }
    assert_eq!(client.get("/digested").digest("alice", "wrong").await.status(), 401);
    // A wrong digest is refused although another alternative is satisfied.
    let wrong = client.get("/digested?key=a").header("Authorization", r#"Digest username="alice""#);
    assert_eq!(wrong.await.status(), 401);
}

thread_local! {
    static REDEEMED: Cell<usize> = const { Cell::new(0) };
}

/// A code that is accepted once.
#[derive(Clone, Copy)]
struct OneTimeCode;

impl OneTimeCode {
    const fn scheme(&self) -> Scheme {
        let kind = SchemeKind::ApiKey { place: KeyPlace::Header, name: "X-Code" };
        Scheme::new("OneTimeCode", kind).challenge(Challenge::new("Code")).verifies()
    }
}

impl SecurityScheme for OneTimeCode {
    type Credentials = ();

    async fn authenticate(&self, cx: &mut Context) -> Result<(), Refusal> {
        if !cx.headers().contains_key("X-Code") {
            return Err(Refusal::missing(Some(Challenge::new("Code"))));
        }
        REDEEMED.set(REDEEMED.get() + 1);
        Ok(())
    }

    async fn presents(&self, cx: &mut Context) -> bool {
        cx.headers().contains_key("X-Code")
    }
}

#[security_scheme]
static code: OneTimeCode = OneTimeCode;

#[derive(AnyOf)]
enum Coded {
    #[depends(code_and_key)]
    Both(()),
    #[depends(code)]
    Code(()),
}

#[dependency]
fn code_and_key(#[depends(header_key)] _key: String, #[depends(code)] _code: ()) {}

#[get("/coded")]
async fn coded(#[depends(Optional<Coded>)] caller: Option<Coded>) -> Json<bool> {
    Json(matches!(caller, Some(Coded::Both(()) | Coded::Code(()))))
}

#[tokio::test]
async fn a_scheme_that_says_what_it_is_presented_with_is_asked_once() {
    let app = App::new(routes![coded]);
    assert_eq!(status(&app, "/coded", &[("X-Code", "1")]).await, 200);
    assert_eq!(REDEEMED.get(), 1);
    assert_eq!(status(&app, "/coded", &[("X-Key", "a")]).await, 401);
    assert_eq!(REDEEMED.get(), 1);
}

macro_rules! twins {
    ($($module:ident $scheme:ident)*) => {$(
        mod $module {
            use portcullis::prelude::*;

            use super::$scheme;

            #[dependency]
            pub(crate) fn member(#[depends($scheme)] key: String) -> String {
                key
            }
        }
    )*};
}

twins! { one header_key other cookie_key }

#[get("/twins")]
async fn either_of_twins(
    #[depends(Optional<one::member>)] one: Option<String>,
    #[depends(Optional<other::member>)] other: Option<String>,
) -> Json<[bool; 2]> {
    Json([one.is_some(), other.is_some()])
}

#[tokio::test]
async fn dependencies_of_one_name_are_optional_each_by_itself() {
    let app = App::new(routes![either_of_twins]);
    let alone = |name: &str| json!({ name: [] });
    let both = json!({ "APIKeyHeader": [], "APIKeyCookie": [] });
    assert_eq!(security(&app, "/twins"), json!([both, alone("APIKeyHeader"), alone("APIKeyCookie"), {}]));
    for headers in
        [&[][..], &[("X-Key", "a")], &[("Cookie", "key=b")], &[("X-Key", "a"), ("Cookie", "key=b")]]
    {
        assert_eq!(status(&app, "/twins", headers).await, 200, "{headers:?}");
    }
}
