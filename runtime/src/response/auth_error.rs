use std::any::{Any, TypeId};
use std::borrow::Cow;

use http::header::WWW_AUTHENTICATE;
use http::{HeaderMap, HeaderValue, StatusCode};

use super::{Challenges, Detail, HttpError, IntoResponse, Response, challenge};
use crate::graph::{Answer, Answers, Challenge, Model, Status};

/// The refusal of a caller by a function that depends on a scheme: 401 or 403, with the scheme's own challenge and the
/// body `{"detail": ..}`. A [`DeclaredScheme`](crate::DeclaredScheme) creates it.
///
/// The document lists its 401 for every operation that reaches it. The 403 is listed where a scope is enforced.
#[derive(Clone, Debug)]
pub struct AuthError(Box<Inner>);

/// Boxed, because every result has room for an error.
#[derive(Clone, Debug)]
struct Inner {
    status: StatusCode,
    detail: Cow<'static, str>,
    refused: Refused,
}

/// The scheme that refused, and why. The response carries it, because an app may configure the scheme.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    pub(crate) scheme: TypeId,
    challenges: Challenging,
    error: &'static str,
    scope: Option<String>,
    /// The challenges that the response contains.
    written: Vec<HeaderValue>,
}

/// Returns the challenges of a scheme, as it is declared or as an app has configured it.
pub(crate) type Challenging = fn(Option<&(dyn Any + Send + Sync)>) -> Challenges;

impl AuthError {
    pub(crate) fn invalid_token(scheme: TypeId, challenges: Challenging) -> Self {
        Self(Box::new(Inner {
            status: StatusCode::UNAUTHORIZED,
            detail: Cow::Borrowed("Could not validate credentials"),
            refused: Refused { scheme, challenges, error: "invalid_token", scope: None, written: Vec::new() },
        }))
    }

    pub(crate) fn insufficient_scope(scheme: TypeId, challenges: Challenging, scope: Option<String>) -> Self {
        Self(Box::new(Inner {
            status: StatusCode::FORBIDDEN,
            detail: Cow::Borrowed("Not enough permissions"),
            refused: Refused { scheme, challenges, error: "insufficient_scope", scope, written: Vec::new() },
        }))
    }

    /// Sets the text that the caller sees.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<Cow<'static, str>>) -> Self {
        self.0.detail = detail.into();
        self
    }

    /// Returns the status: 401 or 403.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }
}

impl Refused {
    /// The challenges that the response contains.
    pub(crate) fn written(&self) -> &[HeaderValue] {
        &self.written
    }

    /// Replaces the declared challenges of the scheme by those of the configured one, and keeps other challenges. A program that
    /// has removed the declared ones keeps its choice.
    pub(crate) fn rewrite(&self, configured: &(dyn Any + Send + Sync), headers: &mut HeaderMap) {
        let lines: Vec<HeaderValue> = headers.get_all(WWW_AUTHENTICATE).iter().cloned().collect();
        if !self.written.iter().all(|line| lines.contains(line)) {
            return;
        }
        headers.remove(WWW_AUTHENTICATE);
        let others = lines.into_iter().filter(|line| !self.written.contains(line));
        for line in self.header_values(Some(configured)).into_iter().chain(others) {
            headers.append(WWW_AUTHENTICATE, line);
        }
    }

    /// Returns the challenges as header values.
    fn header_values(&self, configured: Option<&(dyn Any + Send + Sync)>) -> Vec<HeaderValue> {
        match (self.challenges)(configured) {
            Challenges::Declared(challenge) => {
                challenge.and_then(|challenge| self.header_value(challenge)).into_iter().collect()
            }
            Challenges::Written(values) => values,
        }
    }

    /// Returns a declared challenge as a header value. `error` and `scope` are parameters of `Bearer` (RFC 6750, section 3);
    /// other auth schemes do not have them.
    fn header_value(&self, challenge: Challenge) -> Option<HeaderValue> {
        if !challenge.scheme.eq_ignore_ascii_case("Bearer") {
            return challenge::header_value(challenge);
        }
        let realm = challenge.realm.map(|realm| ("realm", realm));
        let own = challenge.parameters.iter().copied();
        let error = [("error", self.error)].into_iter();
        let scope = self.scope.as_deref().map(|scope| ("scope", scope));
        let parameters: Vec<_> = realm.into_iter().chain(own).chain(error).chain(scope).collect();
        challenge::with_parameters(challenge.scheme, &parameters)
            .or_else(|| challenge::header_value(challenge))
    }
}

#[diagnostic::do_not_recommend]
impl IntoResponse for AuthError {
    // The 403 of a missing scope is documented wherever a scope is enforced.
    const ANSWERS: Answers = Answers::One(
        Answer::json(Status::Code(401), "Not authenticated", Model::of::<Detail>()).challenged(),
    );

    fn into_response(self) -> Response {
        HttpError::from(self).into_response()
    }
}

/// Converts the error for a dependency that responds with other statuses, too.
impl From<AuthError> for HttpError {
    fn from(error: AuthError) -> Self {
        let Inner { status, detail, mut refused } = *error.0;
        refused.written = refused.header_values(None);
        HttpError::new(status, detail).refused(refused)
    }
}
