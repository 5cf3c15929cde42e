//! Security schemes, one room each: what the client sends, what is refused and how, and what stands in the
//! document.

mod api_key;
mod api_key_cookie;
mod api_key_header;
mod api_key_query;
mod auth_error;
mod authorization;
mod bearer;
pub(crate) mod challenge;
mod credentials;
mod declared;
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
mod scopes;

pub use api_key_cookie::ApiKeyCookie;
pub use api_key_header::ApiKeyHeader;
pub use api_key_query::ApiKeyQuery;
pub use auth_error::AuthError;
pub(crate) use auth_error::Refused;
pub use credentials::{HttpAuthorizationCredentials, HttpBasicCredentials, secure_eq};
pub use declared::DeclaredScheme;
pub use http_authorization::HttpAuthorization;
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
pub use scopes::SecurityScopes;

use http::HeaderValue;

use crate::refusal::Refusal;
use crate::server::Context;

/// The constant methods that schemes have in common, each by its name.
macro_rules! builders {
    ($($name:ident),*) => {$(
        builders!(@ $name);
    )*};
    (@ name) => {
        /// The same under another name in the document; without it, the name is that of the type, as FastAPI writes it.
        pub const fn name(mut self, name: &'static str) -> Self {
            self.name = name;
            self
        }
    };
    (@ description) => {
        /// The same with a description in the document.
        pub const fn description(mut self, description: &'static str) -> Self {
            self.description = Some(description);
            self
        }
    };
    (@ realm) => {
        /// The same with a realm, which the challenge then carries: `realm="items"` (RFC 9110, section 11.5).
        ///
        /// # Panics
        ///
        /// When it holds a control character, which no header can; in a static, the program does not compile.
        #[track_caller]
        pub const fn realm(mut self, realm: &'static str) -> Self {
            self.realm = Some(crate::graph::checked_realm(realm));
            self
        }
    };
    (@ scopes) => {
        /// The same with these scopes, each with what it permits: `&[("items", "Read items.")]`.
        ///
        /// # Panics
        ///
        /// When one is no scope-token (RFC 6749, section 3.3); in a static, the program does not compile.
        #[track_caller]
        pub const fn scopes(mut self, scopes: &'static [Scope]) -> Self {
            self.scopes = crate::graph::checked_scopes(scopes);
            self
        }
    };
    (@ token_url) => {
        /// The same with another place where tokens are asked for.
        pub const fn token_url(mut self, url: &'static str) -> Self {
            self.token_url = TokenUrl::At(url);
            self
        }
    };
    (@ refresh_url) => {
        /// The same with a URL for refreshing tokens (RFC 6749, section 6).
        pub const fn refresh_url(mut self, url: &'static str) -> Self {
            self.refresh_url = Some(url);
            self
        }
    };
}
use builders;

/// Marks a scheme of this crate that does no more than its description says.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn(());

impl BuiltIn {
    pub(crate) const YES: Self = Self(());
}

#[doc = include_str!("../../docs/own-scheme.md")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a security scheme",
    label = "`#[security_scheme]` takes a static of a scheme's type",
    note = "help: write a scheme such as `OAuth2PasswordBearer`, or implement `SecurityScheme` for this type"
)]
pub trait SecurityScheme: Send + Sync + 'static {
    /// What it hands on.
    type Credentials: Send + 'static;

    /// Whether it does no more than its description says; only a scheme of this crate can know that.
    #[doc(hidden)]
    const BUILT_IN: Option<BuiltIn> = None;

    /// Finds the credentials in the request.
    ///
    /// # Errors
    ///
    /// [`Refusal::missing`] when the request presents nothing for this scheme, so that an optional scheme is none and the
    /// next of several alternatives is looked at; [`Refusal::malformed`] when it presents something that the scheme
    /// cannot read; [`Refusal::answer`] for any other answer.
    fn authenticate(
        &self,
        cx: &mut Context,
    ) -> impl Future<Output = Result<Self::Credentials, Refusal>> + Send;

    /// Whether the request presents credentials for this scheme, well or badly. It is asked before the server takes a way
    /// through alternatives or past what is optional, and changes nothing.
    ///
    /// Without one of its own, [`authenticate`](Self::authenticate) is tried. A scheme for which that is dear, or has an effect
    /// (a one-time code is redeemed), says it by itself.
    fn presents(&self, cx: &mut Context) -> impl Future<Output = bool> + Send {
        async move {
            match self.authenticate(cx).await {
                Ok(_) => true,
                Err(refusal) => refusal.into_missing().is_err(),
            }
        }
    }

    /// The challenges of a refusal that the code behind the scheme makes ([`DeclaredScheme::invalid_token`] and its like),
    /// where they are made for each request, as those with a nonce are (RFC 7616, section 3.3). `None` is the challenge that
    /// the scheme declares.
    fn challenges(&self) -> Option<Vec<HeaderValue>> {
        None
    }

    /// What of its settings decides how well it protects, and is not in its description: a few words for each, as a person would say
    /// them (`"MD5"`, `"nonces end after 300 s"`). They stand in the line of the scheme in the
    /// [lockfile](crate::SecurityLock), so that a review sees when one changes.
    fn settings(&self) -> Vec<String> {
        Vec::new()
    }
}
