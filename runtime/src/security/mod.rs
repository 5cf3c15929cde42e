//! Security schemes, one file each: the credentials, the refusals and the description in the document.

mod api_key;
mod api_key_cookie;
mod api_key_header;
mod api_key_query;
mod authorization;
mod bearer;
mod credentials;
mod http_authorization;
mod http_basic;
mod http_bearer;
#[cfg(feature = "digest")]
mod http_digest;
mod mutual_tls;
mod oauth2;
mod oauth2_authorization_code_bearer;
mod oauth2_client_credentials_bearer;
mod oauth2_form;
mod oauth2_password_bearer;
mod open_id_connect;

pub use api_key_cookie::ApiKeyCookie;
pub use api_key_header::ApiKeyHeader;
pub use api_key_query::ApiKeyQuery;
pub use credentials::{HttpAuthorizationCredentials, HttpBasicCredentials, secure_eq};
pub use http_authorization::{HttpAuthorization, MalformedAuthorization};
pub use http_basic::HttpBasic;
pub use http_bearer::HttpBearer;
#[cfg(feature = "digest")]
pub(crate) use http_digest::answer_digest;
#[cfg(feature = "digest")]
pub use http_digest::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials, NotADigest};
pub use mutual_tls::{ClientCertificate, MutualTls};
pub use oauth2::OAuth2;
pub use oauth2_authorization_code_bearer::OAuth2AuthorizationCodeBearer;
pub use oauth2_client_credentials_bearer::OAuth2ClientCredentialsBearer;
pub use oauth2_form::{OAuth2PasswordRequestForm, OAuth2PasswordRequestFormStrict};
pub use oauth2_password_bearer::OAuth2PasswordBearer;
pub use open_id_connect::OpenIdConnect;

/// Writes the builder methods that schemes share, each by its name.
macro_rules! builders {
    ($($name:ident),*) => {$(
        builders!(@ $name);
    )*};
    (@ name) => {
        /// Sets the name in the document. The default is the name of the type, as FastAPI writes it.
        pub const fn name(mut self, name: &'static str) -> Self {
            self.name = name;
            self
        }
    };
    (@ description) => {
        /// Sets the description in the document.
        pub const fn description(mut self, description: &'static str) -> Self {
            self.description = Some(description);
            self
        }
    };
    (@ realm) => {
        /// Sets the realm of the challenge: `realm="items"` (RFC 9110, section 11.5).
        ///
        /// # Panics
        ///
        /// Panics if it contains a control character, which a header must not. In a static, the program does not compile.
        #[track_caller]
        pub const fn realm(mut self, realm: &'static str) -> Self {
            self.realm = Some(crate::graph::checked_realm(realm));
            self
        }
    };
    (@ scopes) => {
        /// Sets the scopes, each with what it permits: `&[("items", "Read items.")]`.
        ///
        /// # Panics
        ///
        /// Panics if one is not a scope-token (RFC 6749, section 3.3). In a static, the program does not compile.
        #[track_caller]
        pub const fn scopes(mut self, scopes: &'static [Scope]) -> Self {
            self.scopes = crate::graph::checked_scopes(scopes);
            self
        }
    };
    (@ token_url) => {
        /// Sets the URL of the token endpoint.
        pub const fn token_url(mut self, url: &'static str) -> Self {
            self.token_url = TokenUrl::At(url);
            self
        }
    };
    (@ refresh_url) => {
        /// Sets the URL for refreshing tokens (RFC 6749, section 6).
        pub const fn refresh_url(mut self, url: &'static str) -> Self {
            self.refresh_url = Some(url);
            self
        }
    };
}
use builders;
