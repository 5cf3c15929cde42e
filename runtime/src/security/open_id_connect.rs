use super::bearer::general_credentials;
use super::{HttpAuthorizationCredentials, builders};
use crate::graph::{Challenge, Scheme, SchemeKind};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A bearer token of an OpenID Connect provider.
///
/// **The client sends** and **refused** are as with [`OAuth2PasswordBearer`](super::OAuth2PasswordBearer). The dependency provides
/// [`HttpAuthorizationCredentials`]; the function that depends on the scheme verifies the token.
///
/// If the scheme is optional, credentials with an auth scheme that no scheme of the operation reads are refused, too.
///
/// **The document** shows an `openIdConnect` scheme with the URL of the provider's discovery document. Scopes of such a
/// scheme are declared there, not here, so any can be required.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oidc: OpenIdConnect = OpenIdConnect::new("https://id.example.com/.well-known/openid-configuration");
///
/// /// What the token grants, its provider says.
/// fn grants(token: &str) -> Option<Vec<String>> {
///     None
/// }
///
/// #[dependency]
/// async fn get_user(#[depends(oidc)] token: HttpAuthorizationCredentials, asked: SecurityScopes) -> Result<String, AuthError> {
///     let granted = grants(token.credentials()).ok_or_else(oidc::invalid_token)?;
///     oidc::require(&asked, granted)?;
///     Ok("alice".to_owned())
/// }
///
/// #[get("/items/")]
/// async fn read_items(#[security(get_user, scopes = ["openid"])] user: String) {}
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OpenIdConnect {
    url: &'static str,
    realm: Option<&'static str>,
    name: &'static str,
    description: Option<&'static str>,
}

impl OpenIdConnect {
    /// Creates a scheme with the discovery document of its provider at `url` (OpenID Connect Discovery 1.0, section 4).
    pub const fn new(url: &'static str) -> Self {
        Self { url, realm: None, name: "OpenIdConnect", description: None }
    }

    /// Sets the URL of the provider.
    pub const fn url(mut self, url: &'static str) -> Self {
        self.url = url;
        self
    }

    builders!(name, description, realm);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::OpenIdConnect { url: self.url },
            description: self.description,
            challenge: Some(Challenge::new("Bearer").realm(self.realm)),
            verifies: false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for OpenIdConnect {
    type Credentials = HttpAuthorizationCredentials;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<HttpAuthorizationCredentials, Refusal> {
        general_credentials(cx, self.realm)
    }
}
