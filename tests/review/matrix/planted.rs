//! Planted faults, one at a time, in an otherwise sound app.

use std::cell::Cell;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use portcullis::prelude::*;
use portcullis::{AuthorizationMatrix, TestRequest};

use super::{changed_by, matrix};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    AnyScopeOpensEverything,
    TailOfTheSignature,
    SignatureWithoutCase,
    KeyWithoutCase,
    NameNotLookedAt,
    BeginningOfTheKey,
    BeginningOfThePassword,
    ExpiredAccepted,
    RevokedAccepted,
    ItemsOfOthers,
    PayloadNotSigned,
    BeginningOfTheScope,
    HeadNotChecked,
    NoSignatureAccepted,
}

thread_local! {
    static PLANTED: Cell<Fault> = const { Cell::new(Fault::None) };
}

fn is(fault: Fault) -> bool {
    PLANTED.get() == fault
}

#[security_scheme]
static oauth2: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[
    ("items", "Read items."),
    ("items:write", "Change items."),
    ("reports", "Read reports."),
]);

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("shop");

const KEY: &str = "Printer-5f2w";

/// Returns a token in the form of a JWT: a header, a payload and a signature.
fn token(user: &str, scopes: &[&str], state: &str) -> String {
    let payload: String =
        format!("{user} {} {state}", scopes.join(" ")).bytes().map(|byte| format!("{byte:02x}")).collect();
    let signature = sign("head", &payload);
    format!("head.{payload}.{signature}")
}

fn read_payload(payload: &str) -> Option<String> {
    let byte = |at: usize| u8::from_str_radix(payload.get(at..at + 2)?, 16).ok();
    String::from_utf8((0..payload.len()).step_by(2).map(byte).collect::<Option<_>>()?).ok()
}

/// Returns a signature whose letters are case-sensitive.
fn sign(head: &str, payload: &str) -> String {
    let payload = if is(Fault::PayloadNotSigned) { "" } else { payload };
    let part = |number: u8| {
        let mut hasher = DefaultHasher::new();
        ("a secret", number, head, payload).hash(&mut hasher);
        hasher.finish().to_be_bytes()
    };
    let letter = |byte: u8| char::from(b"ABCDEFGHIJKLMNOPqrstuvwxyzabcdef"[usize::from(byte & 31)]);
    [part(0), part(1), part(2)].concat().into_iter().map(letter).collect()
}

fn is_signed(head: &str, payload: &str, signature: &str) -> bool {
    let right = sign(head, payload);
    match PLANTED.get() {
        Fault::TailOfTheSignature => signature.ends_with(&right[right.len() - 8..]),
        Fault::SignatureWithoutCase => signature.eq_ignore_ascii_case(&right),
        Fault::NoSignatureAccepted => signature.is_empty() || signature == right,
        _ => signature == right,
    }
}

/// Parses a token into the user and the scopes.
fn read(token: &str) -> Option<(String, Vec<String>)> {
    let [head, payload, signature] = token.split('.').collect::<Vec<_>>().try_into().ok()?;
    if !is_signed(head, payload, signature) {
        return None;
    }
    let payload = read_payload(payload)?;
    let words: Vec<&str> = payload.split(' ').collect();
    let [user, scopes @ .., state] = words.as_slice() else { return None };
    let is_refused = (*state == "expired" && !is(Fault::ExpiredAccepted))
        || (*state == "revoked" && !is(Fault::RevokedAccepted))
        || !["alice", "bob"].contains(user);
    (!is_refused).then(|| ((*user).to_owned(), scopes.iter().map(|scope| (*scope).to_owned()).collect()))
}

#[dependency]
async fn get_user(#[depends(oauth2)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    let (user, mut scopes) = read(&token).ok_or_else(oauth2::invalid_token)?;
    let is_held = |asked: &String| match PLANTED.get() {
        Fault::AnyScopeOpensEverything => scopes.iter().any(|held| !held.is_empty()),
        Fault::BeginningOfTheScope => {
            scopes.iter().any(|held| !held.is_empty() && asked.starts_with(held.as_str()))
        }
        _ => false,
    };
    let more: Vec<String> = asked.scopes().iter().map(|asked| (*asked).to_owned()).filter(is_held).collect();
    scopes.extend(more);
    oauth2::require(&asked, scopes)?;
    Ok(user)
}

#[dependency]
async fn get_machine(#[depends(key)] given: String) -> Result<(), AuthError> {
    let is_good = match PLANTED.get() {
        Fault::KeyWithoutCase => given.eq_ignore_ascii_case(KEY),
        Fault::BeginningOfTheKey => KEY.starts_with(&given),
        _ => given == KEY,
    };
    if is_good { Ok(()) } else { Err(key::invalid_token()) }
}

#[dependency]
async fn get_admin(#[depends(basic)] given: HttpBasicCredentials) -> Result<(), AuthError> {
    const PASSWORD: &str = "correct horse";
    let is_named = given.username == "admin" || is(Fault::NameNotLookedAt);
    let is_good = match PLANTED.get() {
        Fault::BeginningOfThePassword => given.password.starts_with(&PASSWORD[..8]),
        _ => given.password == PASSWORD,
    };
    if is_named && is_good { Ok(()) } else { Err(basic::invalid_token()) }
}

#[get("/items")]
async fn read_items(#[security(get_user, scopes = ["items"])] user: String) -> Json<String> {
    Json(user)
}

#[post("/items")]
async fn add_item(#[security(get_user, scopes = ["items:write"])] user: String) -> Json<String> {
    Json(user)
}

#[get("/items/{id}", errors(404 = "No such item"))]
async fn read_item(
    id: u64,
    #[security(get_user, scopes = ["items"])] user: String,
) -> Result<Json<&'static str>, HttpError> {
    match id == 7 && (user == "alice" || is(Fault::ItemsOfOthers)) {
        true => Ok(Json("the letters of Alice")),
        false => Err(HttpError::new(StatusCode::NOT_FOUND, "No such item")),
    }
}

#[get("/reports")]
async fn read_reports(#[security(get_user, scopes = ["reports"])] user: String) -> Json<String> {
    Json(user)
}

#[get("/jobs")]
async fn read_jobs(#[depends(get_machine)] _machine: ()) -> Json<&'static str> {
    Json("no jobs")
}

#[get("/settings")]
async fn read_settings(#[depends(get_admin)] _admin: ()) -> Json<&'static str> {
    Json("no settings")
}

fn planted() -> AuthorizationMatrix {
    let routes = routes![read_items, add_item, read_item, read_reports, read_jobs, read_settings];
    let app = changed_by(App::new(routes), |mut request| {
        if is(Fault::HeadNotChecked) && request.method() == http::Method::HEAD {
            let token = format!("Bearer {}", token("alice", &["items", "reports"], "new"));
            request.headers_mut().insert("authorization", token.parse().expect("a header field"));
        }
        request
    });
    let bearer = |user: &'static str, state: &'static str| {
        move |request: TestRequest, scopes: &[&str]| request.bearer(&token(user, scopes, state))
    };
    matrix(app)
        .credentials::<oauth2>(bearer("alice", "new"))
        .bad_credentials::<oauth2>("expired", bearer("alice", "expired"))
        .bad_credentials::<oauth2>("revoked", bearer("alice", "revoked"))
        .other_caller::<oauth2>(bearer("bob", "new"))
        .credentials::<key>(|request, _| request.header("X-Key", KEY))
        .credentials::<basic>(|request, _| request.basic("admin", "correct horse"))
        .path("id", "7")
        .owned("GET /items/{id}")
}

#[tokio::test]
async fn it_finds_every_fault_that_is_planted() {
    let table = [
        (
            Fault::AnyScopeOpensEverything,
            "`GET /items` lets in credentials of OAuth2PasswordBearer with all other scopes, without the scope `items` (200 OK)",
        ),
        (Fault::TailOfTheSignature, "all but the last characters changed in part 3 of 3 (200 OK)"),
        (Fault::SignatureWithoutCase, "a letter in the other case in part 3 of 3 (200 OK)"),
        (
            Fault::KeyWithoutCase,
            "`GET /jobs` lets in good credentials of APIKeyHeader with a letter in the other case (200 OK)",
        ),
        (
            Fault::NameNotLookedAt,
            "`GET /settings` lets in good credentials of HTTPBasic with another last character of the name (200 OK)",
        ),
        (
            Fault::BeginningOfTheKey,
            "`GET /jobs` lets in good credentials of APIKeyHeader with one character less (200 OK)",
        ),
        (Fault::BeginningOfThePassword, "with another last character of the password (200 OK)"),
        (
            Fault::ExpiredAccepted,
            "`GET /reports` lets in expired credentials of OAuth2PasswordBearer (200 OK): it asks for \
             OAuth2PasswordBearer [reports] (matrix::planted::get_user)",
        ),
        (
            Fault::RevokedAccepted,
            "`POST /items` lets in revoked credentials of OAuth2PasswordBearer (200 OK)",
        ),
        (Fault::ItemsOfOthers, "`GET /items/{id}` gives another caller what belongs to the first (200 OK)"),
        (Fault::PayloadNotSigned, "with another last character in part 2 of 3 (200 OK)"),
        (
            Fault::BeginningOfTheScope,
            "`POST /items` lets in credentials of OAuth2PasswordBearer with all other scopes, without the scope `items:write`",
        ),
        (Fault::HeadNotChecked, "`GET /reports` lets in no credentials and the method HEAD (200 OK)"),
        (Fault::NoSignatureAccepted, "with no characters in part 3 of 3 (200 OK)"),
    ];
    for (fault, wanted) in table {
        PLANTED.set(fault);
        let findings = planted().findings().await;
        assert!(findings.iter().any(|finding| finding.contains(wanted)), "{fault:?}: {findings:#?}");
    }
}

#[tokio::test]
async fn it_passes_without_a_fault() {
    PLANTED.set(Fault::None);
    planted().check().await;
}
