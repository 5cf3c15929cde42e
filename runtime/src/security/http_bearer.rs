use super::bearer::credentials;
use super::{HttpAuthorizationCredentials, builders};
use crate::graph::{Challenge, Scheme, SchemeKind};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A bearer token from an unspecified source.
///
/// **The client sends** and **refused** are as with [`OAuth2PasswordBearer`](super::OAuth2PasswordBearer). The dependency provides
/// [`HttpAuthorizationCredentials`].
///
/// **The document** shows an `http` scheme `bearer`.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static bearer: HttpBearer = HttpBearer::new().bearer_format("JWT");
///
/// #[get("/items/")]
/// async fn read_items(#[depends(bearer)] token: HttpAuthorizationCredentials) -> Json<usize> {
///     Json(token.credentials().len())
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct HttpBearer {
    bearer_format: Option<&'static str>,
    realm: Option<&'static str>,
    name: &'static str,
    description: Option<&'static str>,
}

impl HttpBearer {
    /// Creates the scheme.
    #[allow(clippy::new_without_default, reason = "a constant cannot call `default`")]
    pub const fn new() -> Self {
        Self { bearer_format: None, realm: None, name: "HTTPBearer", description: None }
    }

    /// Sets the format of tokens in the document: `JWT`, for example.
    pub const fn bearer_format(mut self, format: &'static str) -> Self {
        self.bearer_format = Some(format);
        self
    }

    builders!(name, description, realm);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::Http { scheme: "bearer", bearer_format: self.bearer_format },
            description: self.description,
            challenge: Some(Challenge::new("Bearer").realm(self.realm)),
            verifies: false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for HttpBearer {
    type Credentials = HttpAuthorizationCredentials;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<HttpAuthorizationCredentials, Refusal> {
        credentials(cx, self.realm)
    }
}
