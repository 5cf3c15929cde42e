//! Schemes together: all of them, any, none, with scopes that come by different ways.

use std::cell::RefCell;

use portcullis::prelude::*;

thread_local! {
    /// What ran in this thread: a `TestClient` stays in the one of its test.
    static RAN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// What ran since the last call, in order.
pub fn ran() -> Vec<&'static str> {
    RAN.take()
}

fn note(name: &'static str) {
    RAN.with_borrow_mut(|ran| ran.push(name));
}

const SCOPES: &[(&str, &str)] = &[("read", "Read."), ("write", "Write."), ("list", "List.")];

/// Configured by a test.
#[security_scheme]
pub static bearer: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token").scopes(SCOPES).realm("tokens");

/// Configured by a test.
#[security_scheme]
pub static basic: HttpBasic = HttpBasic::new("names");

/// Configured by a test.
#[security_scheme]
pub static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

/// A token `good.read` is good for the scope `read`.
#[dependency]
fn user(#[depends(bearer)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    note("user");
    let mut words = token.split('.');
    if words.next() != Some("good") {
        return Err(bearer::invalid_token());
    }
    bearer::require(&asked, words)?;
    Ok(asked.scope_str())
}

/// The key `admin` has the role of that name.
#[dependency]
fn machine(#[depends(key)] sent: String, asked: SecurityScopes) -> Result<String, AuthError> {
    key::require(&asked, [sent.as_str()])?;
    Ok(sent)
}

/// Asks for `read` on the way to the user.
#[dependency]
fn reader(#[security(user, scopes = ["read"])] user: String) -> String {
    user
}

/// Asks for `write` on the way to the user.
#[dependency]
fn writer(#[security(user, scopes = ["write"])] user: String) -> String {
    user
}

/// A name, and a key with it.
#[derive(Dependency)]
struct Pair {
    #[depends(basic)]
    who: HttpBasicCredentials,
    #[depends(key)]
    key: String,
}

#[derive(AnyOf)]
enum Caller {
    #[security(user, scopes = ["read"])]
    User(String),
    #[depends]
    Pair(Pair),
}

/// Needs nothing.
#[get("/open")]
async fn open() -> Json<bool> {
    Json(true)
}

/// Needs both.
#[get("/both")]
async fn both(#[depends] pair: Pair) -> Json<String> {
    Json(format!("{}:{}", pair.who.username, pair.key))
}

/// Needs one or the other.
#[get("/either")]
async fn either(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::User(scopes) => scopes,
        Caller::Pair(pair) => pair.who.username,
    })
}

/// Needs one or the other, or nothing.
#[get("/perhaps")]
async fn perhaps(#[depends(Optional<Caller>)] caller: Option<Caller>) -> Json<bool> {
    Json(caller.is_some())
}

/// The user is asked for three times, twice with the same scopes.
#[get("/siblings")]
async fn siblings(
    #[security(reader, scopes = ["list"])] first: String,
    #[security(reader, scopes = ["list"])] again: String,
    #[security(writer)] second: String,
) -> Json<[String; 3]> {
    Json([first, again, second])
}

/// A role is asked for where there are no scopes.
#[get("/role")]
async fn role(#[security(machine, scopes = ["admin"])] sent: String) -> Json<String> {
    Json(sent)
}

#[dependency]
fn of_the_app(#[query] page: u8) -> u8 {
    note("of the app");
    page
}

#[dependency]
fn of_the_list(#[query] size: u8) -> u8 {
    note("of the list");
    size
}

#[dependency]
fn of_the_operation() {
    note("of the operation");
}

/// Needs a user before it, by the list.
#[get("/{number}", depends(of_the_operation))]
async fn guarded(number: u8, #[query] limit: u8) -> Json<[u8; 2]> {
    note("handler");
    Json([number, limit])
}

const LIST: Routes = routes![depends(of_the_list), guarded];

/// An app with an operation that asks for a role. Spectral holds that only OAuth2 has such words; since OpenAPI 3.1 it is
/// not so (version 3.1.0, section 4.8.30).
pub fn with_role() -> App {
    App::new(routes![role])
}

/// The app.
pub fn app() -> App {
    App::new(routes![open, both, either, perhaps, siblings, nest("/list", LIST, depends(user, of_the_app))])
}
