use std::any::{Any, TypeId};

use super::{Context, Dependency, SecurityScheme, SecurityScopes};
use crate::graph;
use crate::response::{AuthError, Challenges, Refusal};

/// A scheme that `#[security_scheme]` declares.
///
/// Functions that depend on the scheme use the trait to refuse credentials with the scheme's own challenge:
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
///
/// #[dependency]
/// async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
///     if portcullis::secure_eq(token, "secret") { Ok("alice".into()) } else { Err(oauth2_scheme::invalid_token()) }
/// }
///
/// # #[get("/users/me")]
/// # async fn read_me(#[depends(get_user)] user: String) -> Json<String> { Json(user) }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let answer = TestClient::new(App::new(routes![read_me])).get("/users/me").bearer("wrong").await;
/// assert_eq!(answer.status(), 401);
/// assert_eq!(answer.header("www-authenticate"), r#"Bearer error="invalid_token""#);
/// # }
/// ```
pub trait DeclaredScheme: Dependency {
    /// The type of the scheme.
    type Scheme: SecurityScheme;

    /// Returns the declared value of the scheme.
    fn value() -> &'static Self::Scheme;

    /// Returns the description of a scheme of this type.
    fn describe(scheme: &Self::Scheme) -> graph::Scheme;

    /// Returns the refusal of credentials that are unknown, expired or revoked: 401 with the scheme's challenge. For a
    /// bearer token, the challenge contains `error="invalid_token"` (RFC 6750, section 3.1).
    fn invalid_token() -> AuthError {
        AuthError::invalid_token(TypeId::of::<Self>(), challenges::<Self>)
    }

    /// Returns the refusal of a known caller without the required scopes: 403 with the scheme's challenge. For a bearer
    /// token, the challenge contains `error="insufficient_scope"` and the required scopes (RFC 6750, section 3.1).
    fn insufficient_scope(asked: &SecurityScopes) -> AuthError {
        let scope = Some(asked.scope_str()).filter(|text| !text.is_empty());
        AuthError::insufficient_scope(TypeId::of::<Self>(), challenges::<Self>, scope)
    }

    /// Checks that the caller was granted all required scopes.
    ///
    /// # Errors
    ///
    /// Returns [`insufficient_scope`](Self::insufficient_scope) if a scope is missing.
    fn require<S: AsRef<str>>(
        asked: &SecurityScopes,
        granted: impl IntoIterator<Item = S>,
    ) -> Result<(), AuthError> {
        let granted: Vec<S> = granted.into_iter().collect();
        let has = |scope: &str| granted.iter().any(|other| other.as_ref() == scope);
        if asked.scopes().iter().all(|scope| has(scope)) {
            Ok(())
        } else {
            Err(Self::insufficient_scope(asked))
        }
    }
}

/// Returns the challenges of a scheme, as the app has configured it or else as it is declared.
fn challenges<D: DeclaredScheme>(configured: Option<&(dyn Any + Send + Sync)>) -> Challenges {
    let configured = configured.and_then(|scheme| scheme.downcast_ref());
    let scheme = configured.unwrap_or(D::value());
    match scheme.challenges() {
        Some(values) => Challenges::Written(values),
        None => Challenges::Declared(D::describe(scheme).challenge),
    }
}

/// Finds the credentials of a scheme in a request, as the app has configured it.
///
/// # Errors
///
/// Returns the refusal of the scheme.
pub async fn authenticate<D: DeclaredScheme>(
    cx: &mut Context,
) -> Result<<D::Scheme as SecurityScheme>::Credentials, Refusal> {
    let configured = cx.configured::<D::Scheme>(TypeId::of::<D>());
    configured.as_deref().unwrap_or(D::value()).authenticate(cx).await
}
