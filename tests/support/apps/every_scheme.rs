//! An app with one operation for every scheme that has a form on the docs page.

use portcullis::prelude::*;

const SCOPES: &[(&str, &str)] = &[("read", "Read."), ("write", "Write.")];

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

#[security_scheme]
static header_key: ApiKeyHeader = ApiKeyHeader::new("X-Key").name("HeaderKey");

#[security_scheme]
static query_key: ApiKeyQuery = ApiKeyQuery::new("key").name("QueryKey");

#[security_scheme]
static cookie_key: ApiKeyCookie = ApiKeyCookie::new("key").name("CookieKey");

/// A scheme whose URLs are set by `app`.
#[security_scheme]
static code: OAuth2AuthorizationCodeBearer =
    OAuth2AuthorizationCodeBearer::new("https://id.example/authorize", "https://id.example/token")
        .scopes(SCOPES);

/// A scheme whose URLs are set by `app`.
#[security_scheme]
static client: OAuth2ClientCredentialsBearer =
    OAuth2ClientCredentialsBearer::new("https://id.example/token").scopes(SCOPES);

macro_rules! operations {
    ($($name:ident $path:literal $scheme:ident($sent:ident: $credential:ty) => $text:expr;)*) => {$(
        #[get($path)]
        async fn $name(#[depends($scheme)] $sent: $credential) -> Json<String> {
            Json($text)
        }
    )*};
}

operations! {
    read_bearer "/bearer" bearer(sent: HttpAuthorizationCredentials) => sent.credentials().to_owned();
    read_basic "/basic" basic(sent: HttpBasicCredentials) => format!("{}:{}", sent.username, sent.password);
    read_header "/header" header_key(key: String) => key;
    read_query "/query" query_key(key: String) => key;
    read_cookie "/cookie" cookie_key(key: String) => key;
}

#[dependency]
fn granted_to_user(#[depends(code)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    code::require(&asked, token.split('.'))?;
    Ok(token)
}

#[dependency]
fn granted_to_client(#[depends(client)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    client::require(&asked, token.split('.'))?;
    Ok(token)
}

#[get("/code")]
async fn read_code(#[security(granted_to_user, scopes = ["read"])] token: String) -> Json<String> {
    Json(token)
}

#[get("/client")]
async fn read_client(#[security(granted_to_client, scopes = ["write"])] token: String) -> Json<String> {
    Json(token)
}

/// Returns the app with an identity server at this address.
pub fn app(identity: &str) -> App {
    // A scheme is a constant, but the address is only known at run time.
    let at = |path: &str| &*format!("{identity}{path}").leak();
    App::new(routes![read_bearer, read_basic, read_header, read_query, read_cookie, read_code, read_client])
        .configure::<code>(|scheme| scheme.authorization_url(at("/authorize")).token_url(at("/token")))
        .configure::<client>(|scheme| scheme.token_url(at("/token")))
}
