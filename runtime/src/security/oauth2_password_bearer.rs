use super::bearer::token;
use super::builders;
use crate::graph::{Challenge, Flow, FlowKind, Flows, Scheme, SchemeKind, Scope, TokenUrl};
use crate::request::{BuiltIn, Context, Operation, SecurityScheme};
use crate::response::Refusal;

/// A bearer token that the client has received for a user name and a password (RFC 6749, section 4.3; RFC 6750).
///
/// **The client sends** `Authorization: Bearer <token>`, exactly once. The dependency provides the token, a
/// `String`, and does not verify it: a function that depends on the scheme finds the user.
///
/// Everything else is **refused** with 401, `{"detail":"Not authenticated"}` and `WWW-Authenticate: Bearer`: no header, an empty
/// one, another auth scheme, `Bearer` alone, a token with invalid characters, two `Authorization` lines.
///
/// **The document** shows an `oauth2` scheme with a `password` flow and the declared scopes. The token URL is
/// where the docs page and other clients request a token. It does not create an operation: write the handler for it.
///
/// The password flow is the tutorials' and still fine for a first-party client; new systems use the
/// authorization code flow (RFC 9700, section 2.4, tells servers not to offer the password flow).
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
///
/// #[get("/items/")]
/// async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<Value> {
///     Json(json!({ "token": token }))
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(App::new(routes![read_items]));
/// assert_eq!(client.get("/items/").await.status(), 401);
/// assert_eq!(client.get("/items/").bearer("foobar").await.text(), r#"{"token":"foobar"}"#);
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct OAuth2PasswordBearer {
    token_url: TokenUrl,
    refresh_url: Option<&'static str>,
    scopes: &'static [Scope],
    realm: Option<&'static str>,
    name: &'static str,
    description: Option<&'static str>,
}

impl OAuth2PasswordBearer {
    /// Creates a scheme with the token endpoint at `token_url`, relative to the root of the API: `"token"` is the path of
    /// `#[post("/token")]`.
    pub const fn new(token_url: &'static str) -> Self {
        Self {
            token_url: TokenUrl::At(token_url),
            refresh_url: None,
            scopes: &[],
            realm: None,
            name: "OAuth2PasswordBearer",
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
        let mut flow = Flow::new(FlowKind::Password, None, Some(self.token_url)).scopes(self.scopes);
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
impl SecurityScheme for OAuth2PasswordBearer {
    type Credentials = String;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<String, Refusal> {
        token(cx, self.realm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic = "a scope is printable ASCII"]
    fn a_scope_that_ends_its_quotes() {
        let _ = OAuth2PasswordBearer::new("token").scopes(&[("a\"b c", "")]);
    }
}
