use super::api_key::{CHALLENGE, key, only};
use super::builders;
use super::http_authorization::is_word;
use crate::extract::cookie;
use crate::graph::{KeyPlace, Scheme, SchemeKind};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A key in a cookie.
///
/// A browser sends a cookie with requests that other sites make, too: let it be `SameSite`.
///
/// **The client sends** it exactly once, and not empty. Pairs are split at `;` and at the first `=` (RFC 6265, section 5.4),
/// and a value is used as it is. The dependency provides the key, a `String`, and does not know whose it is;
/// compare it with [`secure_eq`](crate::secure_eq).
///
/// Everything else is **refused** with 401, `{"detail":"Not authenticated"}` and `WWW-Authenticate: APIKey`.
///
/// **The document** shows an `apiKey` scheme in `cookie`. The docs page sets the cookie for the time of a request.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static api_key: ApiKeyCookie = ApiKeyCookie::new("session");
///
/// #[get("/")]
/// async fn read(#[depends(api_key)] key: String) -> Json<bool> {
///     Json(portcullis::secure_eq(key, "secret"))
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(App::new(routes![read]));
/// assert_eq!(client.get("/").await.status(), 401);
/// assert_eq!(client.get("/").header("Cookie", "session=secret").await.text(), "true");
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ApiKeyCookie {
    key: &'static str,
    name: &'static str,
    description: Option<&'static str>,
}

impl ApiKeyCookie {
    /// Creates a scheme that reads the key from the cookie `key`.
    ///
    /// # Panics
    ///
    /// Panics if it is not the name of a cookie (RFC 6265, section 4.1.1). In a static, the program does not compile.
    #[track_caller]
    pub const fn new(key: &'static str) -> Self {
        assert!(is_word(key), "this is not the name of a cookie");
        Self { key, name: "APIKeyCookie", description: None }
    }

    builders!(name, description);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::ApiKey { place: KeyPlace::Cookie, name: self.key },
            description: self.description,
            challenge: Some(CHALLENGE),
            verifies: false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for ApiKeyCookie {
    type Credentials = String;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<String, Refusal> {
        key(only(cookie::values(cx.headers(), self.key).map(visible)))
    }
}

/// Returns a value as text. A value that is not visible text is not a key.
fn visible(value: &[u8]) -> Option<&str> {
    str::from_utf8(value).ok().filter(|text| text.bytes().all(|byte| matches!(byte, b' '..=b'~')))
}
