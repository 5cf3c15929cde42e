use std::fmt;

use http::HeaderMap;

use super::authorization::{Presented, authorization};
use super::{HttpAuthorizationCredentials, builders};
pub(super) use crate::graph::is_word;
use crate::graph::{Challenge, Scheme, SchemeKind, checked_parameters};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// Any auth scheme in `Authorization` with any text after it, **unverified**. The function that depends on the scheme verifies
/// the text.
///
/// **The client sends** `Authorization: <auth-scheme> <text>`, exactly once. The auth scheme is compared without regard to case. The
/// dependency provides [`HttpAuthorizationCredentials`].
///
/// Everything else is **refused** with 401, `{"detail":"Not authenticated"}` and the auth scheme as the challenge.
///
/// **The document** shows an `http` scheme with that auth scheme.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static negotiate: HttpAuthorization = HttpAuthorization::new("Negotiate");
///
/// #[get("/")]
/// async fn read(#[depends(negotiate)] credentials: HttpAuthorizationCredentials) -> Json<usize> {
///     Json(credentials.credentials().len())
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct HttpAuthorization {
    scheme: &'static str,
    realm: Option<&'static str>,
    parameters: &'static [(&'static str, &'static str)],
    name: &'static str,
    description: Option<&'static str>,
}

/// The error of [`HttpAuthorization::find`]: an auth scheme without a text after it, or a second `Authorization` line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MalformedAuthorization;

impl fmt::Display for MalformedAuthorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`Authorization` is not one line of an auth scheme and a text")
    }
}

impl std::error::Error for MalformedAuthorization {}

impl HttpAuthorization {
    /// Creates the scheme for this auth scheme, one of the IANA HTTP Authentication Scheme Registry.
    ///
    /// # Panics
    ///
    /// Panics if it is not a token (RFC 9110, section 11.1). In a static, the program does not compile.
    #[track_caller]
    pub const fn new(scheme: &'static str) -> Self {
        assert!(is_word(scheme), "the word of a scheme is letters, digits and hyphens");
        Self { scheme, realm: None, parameters: &[], name: "HTTPAuthorization", description: None }
    }

    /// Adds parameters to the challenge, each with its value before it is quoted.
    ///
    /// # Panics
    ///
    /// Panics if a name is not a token, or a value contains a control character (RFC 9110, section 11.2). In a static, the program
    /// does not compile.
    #[track_caller]
    pub const fn parameters(mut self, parameters: &'static [(&'static str, &'static str)]) -> Self {
        self.parameters = checked_parameters(parameters);
        self
    }

    builders!(name, description, realm);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::Http { scheme: self.scheme, bearer_format: None },
            description: self.description,
            challenge: Some(self.challenge()),
            verifies: false,
        }
    }

    /// Finds the text after the auth scheme in the only `Authorization` line, for a scheme that is built on this one. The text is
    /// UTF-8, and not only ASCII as in [`HttpAuthorizationCredentials`]. It is `None` if no line has the auth scheme.
    ///
    /// # Errors
    ///
    /// Fails if a line has the auth scheme and there is another line, or if no text follows the auth scheme.
    ///
    /// # Example
    ///
    /// ```
    /// use portcullis::http::{HeaderMap, HeaderValue};
    /// use portcullis::{HttpAuthorization, MalformedAuthorization};
    ///
    /// const LINE: HttpAuthorization = HttpAuthorization::new("Token");
    ///
    /// let mut headers = HeaderMap::new();
    /// assert_eq!(LINE.find(&headers), Ok(None));
    /// headers.append("authorization", HeaderValue::from_static("token abc"));
    /// assert_eq!(LINE.find(&headers), Ok(Some("abc")));
    /// headers.append("authorization", HeaderValue::from_static("Bearer abc"));
    /// assert_eq!(LINE.find(&headers), Err(MalformedAuthorization));
    /// ```
    pub fn find<'a>(&self, headers: &'a HeaderMap) -> Result<Option<&'a str>, MalformedAuthorization> {
        match authorization(headers, self.scheme) {
            Presented::Nothing => Ok(None),
            Presented::Malformed => Err(MalformedAuthorization),
            Presented::Credentials(_, text) => Ok(Some(text)),
        }
    }

    const fn challenge(&self) -> Challenge {
        Challenge::new(self.scheme).realm(self.realm).parameters(self.parameters)
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for HttpAuthorization {
    type Credentials = HttpAuthorizationCredentials;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<HttpAuthorizationCredentials, Refusal> {
        let challenge = || Some(self.challenge());
        match authorization(cx.headers(), self.scheme) {
            Presented::Credentials(word, text) if text.is_ascii() => {
                Ok(HttpAuthorizationCredentials::new(word, text))
            }
            Presented::Nothing => Err(Refusal::missing(challenge())),
            Presented::Credentials(..) | Presented::Malformed => Err(Refusal::malformed(challenge())),
        }
    }
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;
    use crate::response::Body;

    #[tokio::test]
    async fn text_is_ascii() {
        let presents = async |text: &str| {
            let request = Request::get("/").header("Authorization", text).body(()).unwrap();
            let mut cx = Context::alone(request.into_parts().0, Body::empty(), &[]);
            HttpAuthorization::new("Foo").authenticate(&mut cx).await.is_ok()
        };
        assert!(presents("foo a, b=\"c\"").await);
        assert!(!presents("foo é").await);
    }

    #[test]
    #[should_panic = "the name of a parameter"]
    fn a_parameter_that_is_another_challenge() {
        let _ = HttpAuthorization::new("Foo").parameters(&[("a=\"b\", Basic realm", "x")]);
    }
}
