use super::bearer::token;
use super::builders;
use crate::graph::{Challenge, Flow, FlowKind, Flows, Scheme, SchemeKind, Scope, TokenUrl};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A bearer token from the authorization code flow (RFC 6749, section 4.1). Clients should use PKCE (RFC 9700, section
/// 2.1.1), as the docs page does.
///
/// **The client sends** and **refused** are as with [`OAuth2PasswordBearer`](super::OAuth2PasswordBearer). The dependency provides
/// the token, a `String`.
///
/// **The document** shows an `oauth2` scheme with an `authorizationCode` flow. The docs page opens `authorization_url`
/// in a separate window, and requests the token at `token_url`.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2: OAuth2AuthorizationCodeBearer = OAuth2AuthorizationCodeBearer::new(
///     "https://auth.example.com/authorize",
///     "https://auth.example.com/token",
/// )
/// .scopes(&[("items", "Read items.")]);
///
/// /// What the token grants, its provider says.
/// fn grants(token: &str) -> Option<Vec<String>> {
///     None
/// }
///
/// #[dependency]
/// async fn get_user(#[depends(oauth2)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
///     let granted = grants(&token).ok_or_else(oauth2::invalid_token)?;
///     oauth2::require(&asked, granted)?;
///     Ok("alice".to_owned())
/// }
///
/// #[get("/items/")]
/// async fn read_items(#[security(get_user, scopes = ["items"])] user: String) -> Json<String> {
///     Json(user)
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OAuth2AuthorizationCodeBearer {
    authorization_url: &'static str,
    token_url: TokenUrl,
    refresh_url: Option<&'static str>,
    scopes: &'static [Scope],
    realm: Option<&'static str>,
    name: &'static str,
    description: Option<&'static str>,
}

impl OAuth2AuthorizationCodeBearer {
    /// Creates a scheme with the URL at which users authorize the client, and the URL of the token endpoint.
    pub const fn new(authorization_url: &'static str, token_url: &'static str) -> Self {
        Self {
            authorization_url,
            token_url: TokenUrl::At(token_url),
            refresh_url: None,
            scopes: &[],
            realm: None,
            name: "OAuth2AuthorizationCodeBearer",
            description: None,
        }
    }

    builders!(name, description, realm, scopes, token_url, refresh_url);

    /// Sets the URL at which users authorize the client.
    pub const fn authorization_url(mut self, url: &'static str) -> Self {
        self.authorization_url = url;
        self
    }

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        let mut flow =
            Flow::new(FlowKind::AuthorizationCode, Some(self.authorization_url), Some(self.token_url))
                .scopes(self.scopes);
        flow.refresh_url = self.refresh_url;
        Scheme {
            name: self.name,
            kind: SchemeKind::OAuth2(Flows::NONE.and(flow)),
            description: self.description,
            challenge: Some(Challenge::new("Bearer").realm(self.realm)),
            verifies: false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for OAuth2AuthorizationCodeBearer {
    type Credentials = String;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<String, Refusal> {
        token(cx, self.realm)
    }
}
