//! Apps with one scheme. Its credentials are the user of `GET /users/me`, or a dependency of the user.
#![allow(missing_docs, reason = "each module is named after its app")]

use portcullis::graph::Flow;
use portcullis::prelude::*;

/// Defines an app whose user is named by the credentials.
macro_rules! named_by_scheme {
    ($(#[$doc:meta])* $name:ident: $scheme:ty = $value:expr, $taken:ident: $taken_type:ty => $shown:expr) => {
        $(#[$doc])*
        pub mod $name {
            use super::*;

            #[security_scheme]
            static scheme: $scheme = $value;

            #[dependency]
            fn get_current_user(#[depends(scheme)] $taken: $taken_type) -> Value {
                json!({ "username": $shown })
            }

            #[get("/users/me")]
            async fn read_current_user(#[depends(get_current_user)] current_user: Value) -> Json<Value> {
                Json(current_user)
            }

            /// The app.
            pub fn app() -> App {
                App::new(routes![read_current_user])
            }
        }
    };
}

/// Defines an app whose user is named by optional credentials.
macro_rules! perhaps_named_by_scheme {
    ($(#[$doc:meta])* $name:ident: $scheme:ty = $value:expr, $taken:ident: $taken_type:ty => $shown:expr) => {
        $(#[$doc])*
        pub mod $name {
            use super::*;

            #[security_scheme]
            static scheme: $scheme = $value;

            #[dependency]
            fn get_current_user(#[depends(Optional<scheme>)] value: Option<$taken_type>) -> Option<Value> {
                value.map(|$taken| json!({ "username": $shown }))
            }

            #[get("/users/me")]
            async fn read_current_user(#[depends(get_current_user)] user: Option<Value>) -> Json<Value> {
                Json(user.unwrap_or_else(|| json!({ "msg": "Create an account first" })))
            }

            /// The app.
            pub fn app() -> App {
                App::new(routes![read_current_user])
            }
        }
    };
}

/// Defines an app whose handler returns the credentials.
macro_rules! shown {
    ($(#[$doc:meta])* $name:ident: $scheme:ty = $value:expr, $taken:ident: $taken_type:ty => $shown:expr) => {
        $(#[$doc])*
        pub mod $name {
            use super::*;

            #[security_scheme]
            static security: $scheme = $value;

            #[get("/users/me")]
            async fn read_current_user(#[depends(security)] $taken: $taken_type) -> Json<Value> {
                Json($shown)
            }

            /// The app.
            pub fn app() -> App {
                App::new(routes![read_current_user])
            }
        }
    };
}

/// Defines an app whose handler returns optional credentials.
macro_rules! perhaps_shown {
    ($(#[$doc:meta])* $name:ident: $path:literal, $scheme:ty = $value:expr, $taken:ident: $taken_type:ty => $shown:expr) => {
        $(#[$doc])*
        pub mod $name {
            use super::*;

            #[security_scheme]
            static security: $scheme = $value;

            #[get($path)]
            async fn read(#[depends(Optional<security>)] value: Option<$taken_type>) -> Json<Value> {
                Json(value.map_or_else(|| json!({ "msg": "Create an account first" }), |$taken| $shown))
            }

            /// The app.
            pub fn app() -> App {
                App::new(routes![read])
            }
        }
    };
}

named_by_scheme!(security_api_key_cookie: ApiKeyCookie = ApiKeyCookie::new("key"), key: String => key);
named_by_scheme!(security_api_key_cookie_description: ApiKeyCookie =
    ApiKeyCookie::new("key").description("An API Cookie Key"), key: String => key);
named_by_scheme!(security_api_key_header: ApiKeyHeader = ApiKeyHeader::new("key"), key: String => key);
named_by_scheme!(security_api_key_header_description: ApiKeyHeader =
    ApiKeyHeader::new("key").description("An API Key Header"), key: String => key);
named_by_scheme!(security_api_key_query: ApiKeyQuery = ApiKeyQuery::new("key"), key: String => key);
named_by_scheme!(security_api_key_query_description: ApiKeyQuery =
    ApiKeyQuery::new("key").description("API Key Query"), key: String => key);
perhaps_named_by_scheme!(security_api_key_header_optional: ApiKeyHeader = ApiKeyHeader::new("key"),
    key: String => key);
perhaps_named_by_scheme!(security_api_key_query_optional: ApiKeyQuery = ApiKeyQuery::new("key"),
    key: String => key);

named_by_scheme!(security_openid_connect: OpenIdConnect = OpenIdConnect::new("/openid"),
    token: HttpAuthorizationCredentials => whole(&token));
named_by_scheme!(security_openid_connect_description: OpenIdConnect =
    OpenIdConnect::new("/openid").description("OpenIdConnect security scheme"),
    token: HttpAuthorizationCredentials => whole(&token));
perhaps_named_by_scheme!(security_openid_connect_optional: OpenIdConnect = OpenIdConnect::new("/openid"),
    token: HttpAuthorizationCredentials => whole(&token));

shown!(security_http_base: HttpAuthorization = HttpAuthorization::new("Other").name("HTTPBase"),
    sent: HttpAuthorizationCredentials => halves(&sent));
shown!(security_http_base_description: HttpAuthorization =
    HttpAuthorization::new("Other").name("HTTPBase").description("Other Security Scheme"),
    sent: HttpAuthorizationCredentials => halves(&sent));
perhaps_shown!(security_http_base_optional: "/users/me", HttpAuthorization =
    HttpAuthorization::new("Other").name("HTTPBase"), sent: HttpAuthorizationCredentials => halves(&sent));
shown!(security_http_basic_realm: HttpBasic = HttpBasic::new("simple"),
    sent: HttpBasicCredentials => json!({ "username": sent.username, "password": sent.password }));
perhaps_shown!(security_http_basic_optional: "/users/me", HttpBasic = HttpBasic::new("simple"),
    sent: HttpBasicCredentials => json!({ "username": sent.username, "password": sent.password }));
shown!(security_http_bearer: HttpBearer = HttpBearer::new(),
    sent: HttpAuthorizationCredentials => halves(&sent));
shown!(security_http_bearer_description: HttpBearer =
    HttpBearer::new().description("HTTP Bearer token scheme"),
    sent: HttpAuthorizationCredentials => halves(&sent));
perhaps_shown!(security_http_bearer_optional: "/users/me", HttpBearer = HttpBearer::new(),
    sent: HttpAuthorizationCredentials => halves(&sent));
shown!(security_http_digest: HttpAuthorization = DIGEST, sent: HttpAuthorizationCredentials => halves(&sent));
shown!(security_http_digest_description: HttpAuthorization = DIGEST.description("HTTPDigest scheme"),
    sent: HttpAuthorizationCredentials => halves(&sent));
perhaps_shown!(security_http_digest_optional: "/users/me", HttpAuthorization = DIGEST,
    sent: HttpAuthorizationCredentials => halves(&sent));

perhaps_shown!(security_oauth2_password_bearer_optional: "/items/", OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("/token"), token: String => json!({ "token": token }));
perhaps_shown!(security_oauth2_password_bearer_optional_description: "/items/", OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("/token").description("OAuth2PasswordBearer security scheme"),
    token: String => json!({ "token": token }));

/// Digest credentials that are not verified, with a challenge that a client can answer.
pub(super) const DIGEST: HttpAuthorization = HttpAuthorization::new("Digest")
    .name("HTTPDigest")
    .realm("items")
    .parameters(&[("nonce", "n"), ("qop", "auth")]);

/// Returns the auth scheme and the credentials as one text.
pub(super) fn whole(sent: &HttpAuthorizationCredentials) -> String {
    format!("{} {}", sent.scheme(), sent.credentials())
}

/// Returns the auth scheme and the credentials as two fields.
pub(super) fn halves(sent: &HttpAuthorizationCredentials) -> Value {
    json!({ "scheme": sent.scheme(), "credentials": sent.credentials() })
}

/// Defines an app with a general OAuth2 scheme and a strict login form.
macro_rules! general {
    ($name:ident, $ask:ty, $value:ident: $value_type:ty => $user:expr) => {
                pub mod $name {
            use super::*;

            #[security_scheme]
            static reusable_oauth2: OAuth2 =
                OAuth2::new().flow(Flow::password("token").scopes(&[
                    ("read:users", "Read the users"),
                    ("write:users", "Create users"),
                ]));

            #[post("/login")]
            async fn login(#[depends] form_data: OAuth2PasswordRequestFormStrict) -> Json<Value> {
                Json(json!({
                    "grant_type": "password",
                    "username": form_data.username,
                    "password": form_data.password,
                    "scopes": form_data.scopes,
                    "client_id": form_data.client_id,
                    "client_secret": form_data.client_secret,
                }))
            }

            #[dependency]
            fn get_current_user(#[depends($ask)] $value: $value_type) -> Value {
                $user
            }

            #[get("/users/me")]
            async fn read_current_user(#[depends(get_current_user)] current_user: Value) -> Json<Value> {
                Json(current_user)
            }

            pub fn app() -> App {
                App::new(routes![login, read_current_user])
            }
        }
    };
}

general!(security_oauth2, reusable_oauth2, sent: HttpAuthorizationCredentials =>
    json!({ "username": whole(&sent) }));
general!(security_oauth2_optional, Optional<reusable_oauth2>, sent: Option<HttpAuthorizationCredentials> =>
match sent {
    Some(sent) => json!({ "username": whole(&sent) }),
    None => json!({ "msg": "Create an account first" }),
});
