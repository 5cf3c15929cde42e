use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::authorization::{Presented, authorization};
use super::{HttpBasicCredentials, builders};
use crate::graph::{Challenge, Scheme, SchemeKind, checked_realm};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A name and a password in every request: HTTP Basic (RFC 7617). Anybody who sees the request can read them, so use it behind
/// TLS.
///
/// **The client sends** `Authorization: Basic <base64 of name:password>`, exactly once, in UTF-8. The dependency provides
/// [`HttpBasicCredentials`], and does not verify them.
///
/// Everything else is **refused** with 401, `{"detail":"Not authenticated"}` and `WWW-Authenticate: Basic realm=".."`: base64
/// that is not canonical, no colon, other encodings, control characters (RFC 7617, section 2).
///
/// **The document** shows an `http` scheme `basic`.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static basic: HttpBasic = HttpBasic::new("items");
///
/// #[dependency]
/// fn current_username(#[depends(basic)] credentials: HttpBasicCredentials) -> Result<String, AuthError> {
///     if credentials.is("stanley", "swordfish") { Ok(credentials.username) } else { Err(basic::invalid_token()) }
/// }
///
/// #[get("/users/me")]
/// async fn read_me(#[depends(current_username)] name: String) -> Json<String> {
///     Json(name)
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(App::new(routes![read_me]));
/// let refused = client.get("/users/me").await;
/// assert_eq!(refused.header("www-authenticate"), r#"Basic realm="items""#);
/// let answer = client.get("/users/me").header("Authorization", "Basic c3RhbmxleTpzd29yZGZpc2g=").await;
/// assert_eq!(answer.text(), r#""stanley""#);
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct HttpBasic {
    realm: &'static str,
    parameters: &'static [(&'static str, &'static str)],
    name: &'static str,
    description: Option<&'static str>,
}

impl HttpBasic {
    /// Creates the scheme with its realm, which every challenge must contain (RFC 7617, section 2) and which a browser shows.
    ///
    /// # Panics
    ///
    /// Panics if the realm contains a control character, which a header must not. In a static, the program does not compile.
    #[track_caller]
    pub const fn new(realm: &'static str) -> Self {
        Self { realm: checked_realm(realm), parameters: &[], name: "HTTPBasic", description: None }
    }

    /// Sets the realm.
    ///
    /// # Panics
    ///
    /// Panics as [`new`](Self::new) does.
    #[track_caller]
    pub const fn realm(mut self, realm: &'static str) -> Self {
        self.realm = checked_realm(realm);
        self
    }

    /// Tells the client that names and passwords are read as UTF-8 (RFC 7617, section 2.1), as they always are.
    pub const fn charset(mut self) -> Self {
        self.parameters = &[("charset", "UTF-8")];
        self
    }

    builders!(name, description);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::Http { scheme: "basic", bearer_format: None },
            description: self.description,
            challenge: Some(self.challenge()),
            verifies: false,
        }
    }

    const fn challenge(&self) -> Challenge {
        Challenge::new("Basic").realm(Some(self.realm)).parameters(self.parameters)
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for HttpBasic {
    type Credentials = HttpBasicCredentials;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<HttpBasicCredentials, Refusal> {
        let challenge = || Some(self.challenge());
        match authorization(cx.headers(), "Basic") {
            Presented::Nothing => Err(Refusal::missing(challenge())),
            Presented::Credentials(_, text) => decode(text).ok_or_else(|| Refusal::malformed(challenge())),
            Presented::Malformed => Err(Refusal::malformed(challenge())),
        }
    }
}

/// Splits at the first colon. Neither half may contain a control character (RFC 7617, section 2).
fn decode(text: &str) -> Option<HttpBasicCredentials> {
    let text = String::from_utf8(STANDARD.decode(text).ok()?).ok()?;
    let (username, password) = text.split_once(':')?;
    let is_clean = !text.bytes().any(|byte| byte.is_ascii_control());
    is_clean.then(|| HttpBasicCredentials { username: username.to_owned(), password: password.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic = "a realm has no line break"]
    fn a_realm_that_no_header_can_hold() {
        let _ = HttpBasic::new("a\nb");
    }

    #[test]
    fn credentials_are_decoded_strictly() {
        let pair = |text: &str| decode(text).map(|found| (found.username, found.password));
        let found = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        // RFC 7617, sections 2 and 2.1.
        assert_eq!(pair("QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), found("Aladdin", "open sesame"));
        assert_eq!(pair("dGVzdDoxMjPCow=="), found("test", "123£"));
        assert_eq!(pair(&STANDARD.encode("a:b:c")), found("a", "b:c"));
        assert_eq!(pair(&STANDARD.encode(":")), found("", ""));
        for text in ["no base64", "YTpi=", "YTpiYw", "YTpiYw=", "YTpiYx==", "_-_-", "am9obnNlY3JldA==", ""] {
            assert_eq!(pair(text), None, "{text}");
        }
        for bytes in [&b"a:\xff"[..], b"a:b\n", b"a\0:b", b"a:\x7f"] {
            assert_eq!(pair(&STANDARD.encode(bytes)), None, "{bytes:?}");
        }
    }
}
