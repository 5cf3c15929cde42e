use std::fmt;

/// The scopes required on the path to a dependency with this argument, as in FastAPI's `SecurityScopes`.
///
/// The value contains every `scopes = [..]` between the operation and the dependency, outermost first and without
/// duplicates. It does not contain scopes that a sibling requires. For a scheme other than OAuth 2.0, the scopes are
/// names of roles.
///
/// A dependency with this argument runs once for every set of required scopes. So does a dependency above it.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2_scheme: OAuth2PasswordBearer =
///     OAuth2PasswordBearer::new("token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]);
///
/// #[dependency]
/// async fn get_user(
///     #[depends(oauth2_scheme)] token: String,
///     asked: SecurityScopes,
/// ) -> Result<String, AuthError> {
///     // A real program reads them from the token.
///     let granted = ["me"];
///     oauth2_scheme::require(&asked, granted)?;
///     Ok(token)
/// }
///
/// #[get("/items/")]
/// async fn read_items(#[security(get_user, scopes = ["me", "items"])] user: String) -> Json<String> {
///     Json(user)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let answer = TestClient::new(App::new(routes![read_items])).get("/items/").bearer("alice").await;
/// assert_eq!(answer.status(), 403);
/// assert_eq!(answer.header("www-authenticate"), r#"Bearer error="insufficient_scope", scope="me items""#);
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SecurityScopes(Vec<&'static str>);

impl SecurityScopes {
    pub(crate) fn new(scopes: Vec<&'static str>) -> Self {
        Self(scopes)
    }

    /// Returns the scopes, outermost first.
    pub fn scopes(&self) -> &[&'static str] {
        &self.0
    }

    /// Returns the scopes, separated by spaces (RFC 6749, section 3.3).
    pub fn scope_str(&self) -> String {
        self.0.join(" ")
    }

    /// Whether no scope is required.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `scope` is required.
    pub fn contains(&self, scope: &str) -> bool {
        self.0.contains(&scope)
    }
}

/// Displays the same text as [`scope_str`](Self::scope_str).
impl fmt::Display for SecurityScopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.scope_str())
    }
}
