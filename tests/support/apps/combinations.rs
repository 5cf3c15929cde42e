//! Combinations of schemes: all, any or none of them, with scopes that are required in several places.

use std::cell::RefCell;

use portcullis::prelude::*;

thread_local! {
    /// The functions that ran in this thread. A `TestClient` runs the app in the thread of its test.
    static RAN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
}

/// Returns the functions that ran since the last call, in order.
pub fn ran() -> Vec<&'static str> {
    RAN.take()
}

fn note(name: &'static str) {
    RAN.with_borrow_mut(|ran| ran.push(name));
}

const SCOPES: &[(&str, &str)] = &[("read", "Read."), ("write", "Write."), ("list", "List.")];

/// A scheme that a test configures.
#[security_scheme]
pub static bearer: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token").scopes(SCOPES).realm("tokens");

/// A scheme that a test configures.
#[security_scheme]
pub static basic: HttpBasic = HttpBasic::new("names");

/// A scheme that a test configures.
#[security_scheme]
pub static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

/// Accepts a token such as `good.read`, which grants the scope `read`.
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

/// Accepts any key. The key `admin` has the role `admin`.
#[dependency]
fn machine(#[depends(key)] sent: String, asked: SecurityScopes) -> Result<String, AuthError> {
    key::require(&asked, [sent.as_str()])?;
    Ok(sent)
}

/// Requires `read` of the user.
#[dependency]
fn reader(#[security(user, scopes = ["read"])] user: String) -> String {
    user
}

/// Requires `write` of the user.
#[dependency]
fn writer(#[security(user, scopes = ["write"])] user: String) -> String {
    user
}

/// A user name and a key.
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

/// Returns an app with an operation that requires a role. Spectral rejects roles of schemes other than OAuth2, which
/// are valid since OpenAPI 3.1 (version 3.1.0, section 4.8.30).
pub fn with_role() -> App {
    App::new(routes![role])
}

/// The app.
pub fn app() -> App {
    App::new(routes![open, both, either, perhaps, siblings, nest("/list", LIST, depends(user, of_the_app))])
}
