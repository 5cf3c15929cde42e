//! Requirements in forms that no example uses.

use portcullis::prelude::*;
use portcullis::{ClientCertificate, MutualTls};

const SCOPES: &[(&str, &str)] = &[("read", "Read."), ("write", "Write.")];

#[security_scheme]
static code: OAuth2AuthorizationCodeBearer =
    OAuth2AuthorizationCodeBearer::new("https://id.example/authorize", "https://id.example/token").scopes(SCOPES);

#[security_scheme]
static client: OAuth2ClientCredentialsBearer =
    OAuth2ClientCredentialsBearer::new("https://id.example/token").scopes(&[("jobs", "Run jobs.")]);

#[security_scheme]
static identity: OpenIdConnect = OpenIdConnect::new("https://id.example/.well-known/openid-configuration");

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[security_scheme]
static certificate: MutualTls = MutualTls::new();

#[dependency]
fn get_user(#[depends(code)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    code::require(&asked, token.split('.'))?;
    Ok(token)
}

#[dependency]
fn get_machine(#[depends(client)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    client::require(&asked, token.split('.'))?;
    Ok(token)
}

#[dependency]
fn get_key(#[depends(key)] sent: String, asked: SecurityScopes) -> Result<String, AuthError> {
    key::require(&asked, [sent.as_str()])?;
    Ok(sent)
}

#[dependency]
fn get_identity(
    #[depends(identity)] token: HttpAuthorizationCredentials,
    asked: SecurityScopes,
) -> Result<String, AuthError> {
    identity::require(&asked, token.credentials().split('.'))?;
    Ok(token.credentials().to_owned())
}

#[dependency]
fn get_host(#[depends(certificate)] _certificate: ClientCertificate) -> Result<u8, AuthError> {
    Err(certificate::invalid_token())
}

/// Dependencies in the fields of a struct.
#[derive(Dependency)]
struct Pair {
    #[security(get_user, scopes = ["read"])]
    user: String,
    #[depends(get_key)]
    key: String,
}

/// A type that resolves another dependency.
#[dependency(get_machine)]
struct Machine(String);

/// Alternatives with scopes, one of which requires two schemes.
#[derive(AnyOf)]
enum Caller {
    #[depends]
    Pair(Pair),
    #[security(get_machine, scopes = ["jobs"])]
    Machine(String),
}

#[get("/pair")]
async fn read_pair(#[depends] pair: Pair) -> Json<String> {
    Json(pair.user + &pair.key)
}

#[get("/machine")]
async fn read_machine(#[depends] machine: Machine) -> Json<String> {
    Json(machine.0)
}

#[post("/jobs")]
async fn run_jobs(#[depends] caller: Caller) -> Json<bool> {
    Json(matches!(caller, Caller::Machine(_)))
}

/// Two arguments with scopes.
#[get("/both")]
async fn read_both(
    #[security(get_user, scopes = ["write"])] user: String,
    #[security(get_key, scopes = ["admin"])] key: String,
) -> Json<String> {
    Json(user + &key)
}

/// A token of another server, after a guard that checks the host.
#[get("/identity", depends(get_host))]
async fn read_identity(#[security(get_identity, scopes = ["profile"])] token: String) -> Json<String> {
    Json(token)
}

#[delete("/users/{name}", depends(security(get_user, scopes = ["write"])))]
async fn delete_user(name: String) -> Json<String> {
    Json(name)
}

/// Alternatives of one type, distinguished by the name of the variant.
#[derive(AnyOf)]
enum Author {
    #[depends(get_user)]
    User(String),
    #[depends(get_key)]
    Key(String),
}

/// Cannot refuse, but other functions use its value to decide.
#[dependency]
fn get_role(#[security(get_user, scopes = ["read"])] user: String) -> String {
    user
}

/// Compares two values of the same type.
#[dependency]
fn owned(
    #[security(get_user, scopes = ["read"])] user: String,
    #[depends(get_role)] role: String,
    #[path] page: String,
) -> Result<(), AuthError> {
    if page.starts_with(&user) || role == "editor" { Ok(()) } else { Err(code::invalid_token()) }
}

#[put("/pages/{page}", depends(owned))]
async fn write_page(page: String, #[depends(get_role)] role: String) -> Json<String> {
    Json(page + &role)
}

#[get("/author")]
async fn read_author(#[depends] author: Author) -> Json<String> {
    let (Author::User(name) | Author::Key(name)) = author;
    Json(name)
}

#[get("/report")]
async fn read_report() -> Json<bool> {
    Json(true)
}

#[get("/reports")]
async fn read_reports() -> Json<bool> {
    Json(true)
}

const REPORTS: Routes = routes![depends(get_host), read_report, read_reports];

pub fn app() -> App {
    App::new(routes![
        read_pair,
        read_machine,
        run_jobs,
        read_both,
        read_identity,
        delete_user,
        write_page,
        read_author,
        nest("/reports", REPORTS, depends(get_key, security(get_user, scopes = ["read"]))),
    ])
}
