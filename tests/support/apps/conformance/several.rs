//! Apps with several schemes, or with one scheme used several times.
#![allow(missing_docs, reason = "each module is named after its app")]

use portcullis::graph::Flow;
use portcullis::prelude::*;

use super::schemes::{DIGEST, halves, whole};

/// Returns the credentials as JSON, or `null` for the missing ones.
fn or_null(sent: Option<HttpAuthorizationCredentials>) -> Value {
    sent.map_or_else(|| json!({ "scheme": null }), |sent| halves(&sent))
}

/// Defines an app with the authorization code flow, which only returns the token.
macro_rules! code_flow {
    ($name:ident, $value:expr) => {
                pub mod $name {
            use super::*;

            #[security_scheme]
            static oauth2_scheme: OAuth2AuthorizationCodeBearer = $value;

            #[get("/items/")]
            async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<Value> {
                Json(json!({ "token": token }))
            }

            pub fn app() -> App {
                App::new(routes![read_items])
            }
        }
    };
}

code_flow!(
    security_oauth2_authorization_code_bearer,
    OAuth2AuthorizationCodeBearer::new("authorize", "token")
);
code_flow!(
    security_oauth2_authorization_code_bearer_description,
    OAuth2AuthorizationCodeBearer::new("authorize", "token").description("OAuth2 Code Bearer")
);

pub mod security_oauth2_authorization_code_bearer_scopes_openapi_simple {
    use super::*;

    #[security_scheme]
    static oauth2_scheme: OAuth2AuthorizationCodeBearer =
        OAuth2AuthorizationCodeBearer::new("api/oauth/authorize", "/api/oauth/token")
            .scopes(&[("read", "Read access"), ("write", "Write access")]);

    #[dependency]
    fn get_token(#[depends(oauth2_scheme)] token: String) -> String {
        token
    }

    #[get("/admin", depends(security(get_token, scopes = ["read", "write"])))]
    async fn read_admin() -> Json<Value> {
        Json(json!({ "message": "Admin Access" }))
    }

    pub fn app() -> App {
        App::new(routes![depends(get_token), read_admin])
    }
}

pub mod own_authorization_code {
    use super::*;

    const AUTHORIZE: &str = "https://auth.example.com/authorize";
    const TOKEN: &str = "https://auth.example.com/token";

    #[security_scheme]
    static code_flow: OAuth2AuthorizationCodeBearer = OAuth2AuthorizationCodeBearer::new(AUTHORIZE, TOKEN)
        .refresh_url("https://auth.example.com/refresh")
        .scopes(&[("read", "Read things"), ("write", "Write things")])
        .description("Company sign-on")
        .name("CodeFlow");

    #[security_scheme]
    static code_flow_optional: OAuth2AuthorizationCodeBearer =
        OAuth2AuthorizationCodeBearer::new(AUTHORIZE, TOKEN).name("CodeFlowOptional");

    #[get("/required")]
    async fn required(#[depends(code_flow)] token: String) -> Json<Value> {
        Json(json!({ "token": token }))
    }

    #[get("/optional")]
    async fn optional(#[depends(Optional<code_flow_optional>)] token: Option<String>) -> Json<Value> {
        Json(json!({ "token": token }))
    }

    #[dependency]
    fn reader(#[security(code_flow, scopes = ["read"])] token: String) -> String {
        format!("reader:{token}")
    }

    #[get("/scoped")]
    async fn scoped(#[security(reader, scopes = ["write"])] who: String) -> Json<Value> {
        Json(json!({ "who": who }))
    }

    pub fn app() -> App {
        App::new(routes![required, optional, scoped])
    }
}

pub mod own_http_base {
    use super::*;

    #[security_scheme]
    static other: HttpAuthorization = HttpAuthorization::new("Other").name("OtherScheme");

    // FastAPI capitalizes each part of the auth scheme in the challenge. Auth schemes are case-insensitive.
    #[security_scheme]
    static dashed: HttpAuthorization = HttpAuthorization::new("Scram-Sha-256").name("Scram");

    #[get("/other")]
    async fn use_other(#[depends(other)] c: HttpAuthorizationCredentials) -> Json<Value> {
        Json(halves(&c))
    }

    #[get("/dashed")]
    async fn use_dashed(#[depends(dashed)] c: HttpAuthorizationCredentials) -> Json<Value> {
        Json(halves(&c))
    }

    pub fn app() -> App {
        App::new(routes![use_other, use_dashed])
    }
}

pub mod own_http_bearer {
    use super::*;

    #[security_scheme]
    static required: HttpBearer = HttpBearer::new().bearer_format("JWT").description("A signed token");

    #[security_scheme]
    static optional: HttpBearer = HttpBearer::new().name("BearerOptional");

    #[get("/required")]
    async fn use_required(#[depends(required)] c: HttpAuthorizationCredentials) -> Json<Value> {
        Json(halves(&c))
    }

    #[get("/optional")]
    async fn use_optional(
        #[depends(Optional<optional>)] c: Option<HttpAuthorizationCredentials>,
    ) -> Json<Value> {
        Json(or_null(c))
    }

    pub fn app() -> App {
        App::new(routes![use_required, use_optional])
    }
}

pub mod own_http_digest {
    use super::*;

    #[security_scheme]
    static required: HttpAuthorization = DIGEST.description("Digest");

    #[security_scheme]
    static optional: HttpAuthorization = DIGEST.name("DigestOptional");

    #[get("/required")]
    async fn use_required(#[depends(required)] c: HttpAuthorizationCredentials) -> Json<Value> {
        Json(halves(&c))
    }

    #[get("/optional")]
    async fn use_optional(
        #[depends(Optional<optional>)] c: Option<HttpAuthorizationCredentials>,
    ) -> Json<Value> {
        Json(or_null(c))
    }

    pub fn app() -> App {
        App::new(routes![use_required, use_optional])
    }
}

pub mod own_oauth2_flows {
    use super::*;

    const SCOPES: &[(&str, &str)] = &[("a", "Scope a"), ("b", "Scope b")];
    const AUTHORIZE: &str = "https://auth.example.com/authorize";

    #[security_scheme]
    static all_flows: OAuth2 = OAuth2::new()
        .flow(Flow::implicit(AUTHORIZE).scopes(SCOPES))
        .flow(Flow::password("/token").refresh_url("/refresh").scopes(SCOPES))
        .flow(Flow::client_credentials("/token").scopes(SCOPES))
        .flow(Flow::authorization_code(AUTHORIZE, "/token").scopes(SCOPES))
        .description("Every flow")
        .name("AllFlows");

    #[security_scheme]
    static no_flows: OAuth2 = OAuth2::new().name("NoFlows");

    #[get("/all")]
    async fn use_all(
        #[security(all_flows, scopes = ["b", "a"])] header: HttpAuthorizationCredentials,
    ) -> Json<Value> {
        Json(json!({ "header": whole(&header) }))
    }

    #[get("/none")]
    async fn use_none(
        #[depends(Optional<no_flows>)] header: Option<HttpAuthorizationCredentials>,
    ) -> Json<Value> {
        Json(json!({ "header": header.map(|header| whole(&header)) }))
    }

    pub fn app() -> App {
        App::new(routes![use_all, use_none])
    }
}

pub mod own_password_bearer {
    use super::*;

    #[security_scheme]
    static named: OAuth2PasswordBearer = OAuth2PasswordBearer::new("/auth/token")
        .refresh_url("/auth/refresh")
        .scopes(&[("me", "Read yourself")])
        .description("Sign in with user name and password")
        .name("UserLogin");

    #[security_scheme]
    static optional: OAuth2PasswordBearer =
        OAuth2PasswordBearer::new("/auth/token").name("UserLoginOptional");

    #[get("/required")]
    async fn read_required(#[depends(named)] token: String) -> Json<Value> {
        Json(json!({ "token": token }))
    }

    #[get("/optional")]
    async fn read_optional(#[depends(Optional<optional>)] token: Option<String>) -> Json<Value> {
        Json(json!({ "token": token }))
    }

    #[get("/no-value", depends(named))]
    async fn read_no_value() -> Json<Value> {
        Json(json!({ "ok": true }))
    }

    pub fn app() -> App {
        App::new(routes![read_required, read_optional, read_no_value])
    }
}

pub mod own_scheme_name_collision {
    use super::*;

    #[security_scheme]
    static first: ApiKeyHeader = ApiKeyHeader::new("X-First").name("First");

    #[security_scheme]
    static second: ApiKeyHeader = ApiKeyHeader::new("X-Second").name("Second");

    #[get("/first")]
    async fn use_first(#[depends(first)] key: String) -> Json<Value> {
        Json(json!({ "key": key }))
    }

    #[get("/second")]
    async fn use_second(#[depends(second)] key: String) -> Json<Value> {
        Json(json!({ "key": key }))
    }

    #[get("/both")]
    async fn use_both(#[depends(first)] a: String, #[depends(second)] b: String) -> Json<Value> {
        Json(json!({ "a": a, "b": b }))
    }

    pub fn app() -> App {
        App::new(routes![use_first, use_second, use_both])
    }
}

pub mod top_level_security_scheme_in_openapi {
    use super::*;

    #[security_scheme]
    static bearer_scheme: HttpBearer = HttpBearer::new();

    #[get("/", depends(bearer_scheme))]
    async fn get_root() -> Json<Value> {
        Json(json!({ "message": "Hello, World!" }))
    }

    pub fn app() -> App {
        App::new(routes![get_root])
    }
}

pub mod swagger_ui_init_oauth {
    use super::*;

    #[get("/items/")]
    async fn read_items() -> Json<Value> {
        Json(json!({ "id": "foo" }))
    }

    pub fn app() -> App {
        App::new(routes![read_items])
            .docs_init_oauth(json!({ "clientId": "the-foo-clients", "appName": "The Predendapp" }))
    }
}
