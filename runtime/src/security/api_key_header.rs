use super::api_key::{CHALLENGE, key, only};
use super::builders;
use super::http_authorization::is_word;
use crate::graph::{KeyPlace, Scheme, SchemeKind, is_same_word};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A key in a header field.
///
/// **The client sends** it exactly once, and not empty. The dependency provides the key, a `String`, and does not know
/// whose it is; compare it with [`secure_eq`](crate::secure_eq).
///
/// Everything else is **refused** with 401, `{"detail":"Not authenticated"}` and `WWW-Authenticate: APIKey`.
///
/// **The document** shows an `apiKey` scheme in `header`.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");
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
/// assert_eq!(client.get("/").header("X-Key", "secret").await.text(), "true");
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ApiKeyHeader {
    key: &'static str,
    name: &'static str,
    description: Option<&'static str>,
}

impl ApiKeyHeader {
    /// Creates a scheme that reads the key from the header field `key`.
    ///
    /// # Panics
    ///
    /// Panics if it is not the name of a field (RFC 9110, section 5.1), or is `Cookie`, which contains more than a key. In a static,
    /// the program does not compile.
    #[track_caller]
    pub const fn new(key: &'static str) -> Self {
        assert!(is_word(key), "this is not the name of a header field");
        assert!(
            !is_same_word(key, "Cookie"),
            "the field `Cookie` holds all cookies; help: name the cookie of the key in `ApiKeyCookie::new`"
        );
        Self { key, name: "APIKeyHeader", description: None }
    }

    builders!(name, description);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::ApiKey { place: KeyPlace::Header, name: self.key },
            description: self.description,
            challenge: Some(CHALLENGE),
            verifies: false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for ApiKeyHeader {
    type Credentials = String;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<String, Refusal> {
        // A value that is not visible text is not a key.
        let values = cx.headers().get_all(self.key).iter().map(|value| value.to_str().ok());
        key(only(values))
    }
}
