use super::api_key::{CHALLENGE, key, only};
use super::builders;
use crate::extract::urlencoded;
use crate::graph::{KeyPlace, Scheme, SchemeKind};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A key in a query parameter.
///
/// URLs are stored in logs and histories, so a key in a header field is safer.
///
/// **The client sends** it exactly once, and not empty. The dependency provides the key, a `String`, and does not know
/// whose it is; compare it with [`secure_eq`](crate::secure_eq).
///
/// Everything else is **refused** with 401, `{"detail":"Not authenticated"}` and `WWW-Authenticate: APIKey`.
///
/// **The document** shows an `apiKey` scheme in `query`.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static api_key: ApiKeyQuery = ApiKeyQuery::new("key");
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
/// assert_eq!(client.get("/?key=secret").await.text(), "true");
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ApiKeyQuery {
    key: &'static str,
    name: &'static str,
    description: Option<&'static str>,
}

impl ApiKeyQuery {
    /// Creates a scheme that reads the key from the query parameter `key`.
    pub const fn new(key: &'static str) -> Self {
        Self { key, name: "APIKeyQuery", description: None }
    }

    builders!(name, description);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::ApiKey { place: KeyPlace::Query, name: self.key },
            description: self.description,
            challenge: Some(CHALLENGE),
            verifies: false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for ApiKeyQuery {
    type Credentials = String;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<String, Refusal> {
        // A value that cannot be read counts as presented: another reader may accept it.
        let values: Vec<_> =
            urlencoded::values(cx.uri().query().unwrap_or_default(), self.key).map(Result::ok).collect();
        key(only(values.iter().map(Option::as_deref)))
    }
}
