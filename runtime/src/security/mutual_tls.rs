use super::builders;
use crate::graph::{Challenge, Scheme, SchemeKind};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A 401 must have a challenge (RFC 9110, section 15.5.2), but none exists for certificates. As for API keys, an
/// unregistered auth scheme is sent, which no client answers. The registered `Mutual` is for passwords (RFC 8120).
const CHALLENGE: Challenge = Challenge::new("MutualTLS");

/// A certificate of the client, presented when the connection is made (RFC 8446, section 4.4.2).
///
/// **The client sends** nothing in the request. The server that terminates TLS verifies the certificate and adds it as a
/// [`ClientCertificate`] to the extensions of the request. This server does not terminate TLS itself.
///
/// A request without one is **refused** with 401, `{"detail":"Not authenticated"}` and `WWW-Authenticate: MutualTLS`. This is not
/// a registered auth scheme: the client can only open another connection, with a certificate.
///
/// **The document** shows a `mutualTLS` scheme.
///
/// # Example
///
/// ```
/// use portcullis::prelude::*;
///
/// #[security_scheme]
/// static mutual_tls: MutualTls = MutualTls::new();
///
/// #[get("/")]
/// async fn read(#[depends(mutual_tls)] certificate: ClientCertificate) -> Json<usize> {
///     Json(certificate.der().len())
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// let client = TestClient::new(App::new(routes![read]));
/// let refused = client.get("/").await;
/// assert_eq!((refused.status().as_u16(), refused.header("www-authenticate")), (401, "MutualTLS"));
/// assert_eq!(client.get("/").extension(ClientCertificate::from_der([0x30, 0])).await.text(), "2");
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct MutualTls {
    name: &'static str,
    description: Option<&'static str>,
}

impl MutualTls {
    /// Creates the scheme.
    #[allow(clippy::new_without_default, reason = "a constant cannot call `default`")]
    pub const fn new() -> Self {
        Self { name: "MutualTLS", description: None }
    }

    builders!(name, description);

    /// Returns the description for the graph.
    pub const fn scheme(&self) -> Scheme {
        Scheme {
            name: self.name,
            kind: SchemeKind::MutualTls,
            description: self.description,
            challenge: Some(CHALLENGE),
            verifies: false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for MutualTls {
    type Credentials = ClientCertificate;
    const BUILT_IN: Option<BuiltIn> = Some(BuiltIn::YES);

    async fn authenticate(&self, cx: &mut Context) -> Result<ClientCertificate, Refusal> {
        cx.extensions().get::<ClientCertificate>().cloned().ok_or(Refusal::missing(Some(CHALLENGE)))
    }
}

/// A certificate that the client has proved to own. Only the server that terminates TLS knows that: a tower service around the
/// app adds it to the extensions of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCertificate {
    der: Vec<u8>,
}

impl ClientCertificate {
    /// Creates a certificate from its encoding (X.690, DER).
    pub fn from_der(der: impl Into<Vec<u8>>) -> Self {
        Self { der: der.into() }
    }

    /// Returns the encoding.
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}
