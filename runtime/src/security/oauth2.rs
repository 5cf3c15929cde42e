use super::bearer::general_credentials;
use super::{HttpAuthorizationCredentials, builders};
use crate::graph::{Challenge, Flow, Flows, Scheme, SchemeKind};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A bearer token from any of several flows.
///
/// **The client sends** and **refused** are as with [`OAuth2PasswordBearer`](super::OAuth2PasswordBearer). The dependency provides
/// [`HttpAuthorizationCredentials`].
///
/// If the scheme is optional, credentials with an auth scheme that no scheme of the operation reads are refused, too.
///
/// **The document** shows an `oauth2` scheme with the flows that are declared.
///
/// # Example
///
/// ```
/// use portcullis::graph::Flow;
/// use portcullis::prelude::*;
///
/// const SCOPES: &[(&str, &str)] = &[("items", "Read items.")];
///
/// #[security_scheme]
/// static oauth2: OAuth2 = OAuth2::new()
///     .flow(Flow::authorization_code("https://auth.example.com/authorize", "/token").scopes(SCOPES))
///     .flow(Flow::password("/token").refresh_url("/refresh").scopes(SCOPES));
///
/// #[get("/items/")]
/// async fn read_items(#[depends(oauth2)] token: HttpAuthorizationCredentials) -> Json<usize> {
///     Json(token.credentials().len())
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OAuth2 {
    flows: Flows,
    realm: Option<&'static str>,
    name: &'static str,
    description: Option<&'static str>,
}

impl OAuth2 {
    /// Creates a scheme without flows.
    #[allow(clippy::new_without_default, reason = "a constant cannot call `default`")]
    pub const fn new() -> Self {
        Self { flows: Flows::NONE, realm: None, name: "OAuth2", description: None }
    }

    /// Adds a flow.
    ///
    /// # Panics
    ///
    /// Panics if there is a flow of this kind. In a static, the program does not compile.
    #[track_caller]
    pub const fn flow(mut self, flow: Flow) -> Self {
        self.flows = self.flows.and(flow);
        self
    }

    /// Changes each flow, for [`App::configure`](crate::App::configure).
    pub fn flows(mut self, change: impl Fn(Flow) -> Flow) -> Self {
        self.flows = self.flows.iter().fold(Flows::NONE, |flows, flow| flows.and(change(*flow)));
        self
    }

    builders!(name, description, realm);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::OAuth2(self.flows),
            description: self.description,
            challenge: Some(Challenge::new("Bearer").realm(self.realm)),
            verifies: false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for OAuth2 {
    type Credentials = HttpAuthorizationCredentials;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<HttpAuthorizationCredentials, Refusal> {
        general_credentials(cx, self.realm)
    }
}
