use super::bearer::token;
use super::builders;
use crate::graph::{Challenge, Flow, FlowKind, Flows, Scheme, SchemeKind, Scope, TokenUrl};
use crate::request::{BuiltIn, Context, Operation, SecurityScheme};
use crate::response::Refusal;

/// A bearer token that a program obtained for itself (RFC 6749, section 4.4).
///
/// **The client sends** and **refused** are as with [`OAuth2PasswordBearer`](super::OAuth2PasswordBearer). The dependency provides
/// the token, a `String`.
///
/// **The document** shows an `oauth2` scheme with a `clientCredentials` flow.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static machines: OAuth2ClientCredentialsBearer =
///     OAuth2ClientCredentialsBearer::new("/token").scopes(&[("metrics", "Read metrics.")]);
///
/// /// What the token grants, its provider says.
/// fn grants(token: &str) -> Option<Vec<String>> {
///     None
/// }
///
/// #[dependency]
/// async fn get_machine(#[depends(machines)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
///     let granted = grants(&token).ok_or_else(machines::invalid_token)?;
///     machines::require(&asked, granted)?;
///     Ok("printer".to_owned())
/// }
///
/// #[get("/metrics")]
/// async fn read_metrics(#[security(get_machine, scopes = ["metrics"])] machine: String) {}
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OAuth2ClientCredentialsBearer {
    token_url: TokenUrl,
    refresh_url: Option<&'static str>,
    scopes: &'static [Scope],
    realm: Option<&'static str>,
    name: &'static str,
    description: Option<&'static str>,
}

impl OAuth2ClientCredentialsBearer {
    /// Creates a scheme with the token endpoint at `token_url`.
    pub const fn new(token_url: &'static str) -> Self {
        Self {
            token_url: TokenUrl::At(token_url),
            refresh_url: None,
            scopes: &[],
            realm: None,
            name: "OAuth2ClientCredentialsBearer",
            description: None,
        }
    }

    /// Creates a scheme whose tokens are issued by an operation of the same program, wherever it is mounted:
    /// `issued_by::<login>()`. An app without that operation fails
    /// [`App::check`](crate::App::check), and [`secured_routes!`](crate::secured_routes) without it does not compile.
    pub const fn issued_by<O: Operation>() -> Self {
        Self { token_url: TokenUrl::issued_by::<O>(), ..Self::new("") }
    }

    builders!(name, description, realm, scopes, token_url, refresh_url);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        let mut flow = Flow::new(FlowKind::ClientCredentials, None, Some(self.token_url)).scopes(self.scopes);
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
impl SecurityScheme for OAuth2ClientCredentialsBearer {
    type Credentials = String;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<String, Refusal> {
        token(cx, self.realm)
    }
}
