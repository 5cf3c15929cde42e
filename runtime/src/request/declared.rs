use std::any::{Any, TypeId};

use super::{Context, Dependency, SecurityScheme, SecurityScopes};
use crate::graph;
use crate::response::{AuthError, Challenges, Refusal};

/// A scheme that a program declares: what `#[security_scheme]` makes of a static.
///
/// The code behind a scheme says no with it, in the scheme's own words:
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
    /// What kind of scheme it is.
    type Scheme: SecurityScheme;

    /// The scheme as it is written.
    fn value() -> &'static Self::Scheme;

    /// The description of such a scheme.
    fn describe(scheme: &Self::Scheme) -> graph::Scheme;

    /// The refusal of credentials that are unknown, expired or revoked: 401 with the scheme's challenge, which for a
    /// bearer token says `error="invalid_token"` (RFC 6750, section 3.1).
    fn invalid_token() -> AuthError {
        AuthError::invalid_token(TypeId::of::<Self>(), challenges::<Self>)
    }

    /// The refusal of a caller who is known, but has not all that was asked for: 403 with the scheme's challenge, which
    /// for a bearer token says `error="insufficient_scope"` and what is needed (RFC 6750, section 3.1).
    fn insufficient_scope(asked: &SecurityScopes) -> AuthError {
        let scope = Some(asked.scope_str()).filter(|text| !text.is_empty());
        AuthError::insufficient_scope(TypeId::of::<Self>(), challenges::<Self>, scope)
    }

    /// Looks whether all that was asked for is among what the caller was granted.
    ///
    /// # Errors
    ///
    /// [`insufficient_scope`](Self::insufficient_scope) when something is not.
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

/// What a refusal tells the client to send, of the scheme as it is declared or as an app has configured it.
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
/// The refusal of the scheme.
pub async fn authenticate<D: DeclaredScheme>(
    cx: &mut Context,
) -> Result<<D::Scheme as SecurityScheme>::Credentials, Refusal> {
    let configured = cx.configured::<D::Scheme>(TypeId::of::<D>());
    configured.as_deref().unwrap_or(D::value()).authenticate(cx).await
}
