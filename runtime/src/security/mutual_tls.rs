use super::builders;
use crate::graph::{Challenge, Scheme, SchemeKind};
use crate::request::{BuiltIn, Context, SecurityScheme};
use crate::response::Refusal;

/// A 401 must have a challenge (RFC 9110, section 15.5.2), and there is none for a certificate. So it is no registered word, as
/// with keys, and no client answers it: `Mutual` is one that has to do with passwords (RFC 8120).
const CHALLENGE: Challenge = Challenge::new("MutualTLS");

/// A certificate of the client's, presented when the connection is made (RFC 8446, section 4.4.2).
///
/// **The client sends** nothing in the request. Who ends TLS looks at the certificate and hands it on, as a
/// [`ClientCertificate`] among the extensions of the request; this server does not end TLS itself.
///
/// **Refused** with 401, `{"detail":"Not authenticated"}` and `WWW-Authenticate: MutualTLS` is a request without one. It is no
/// registered word: no answer to it is possible but another connection, with a certificate.
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
    /// The scheme.
    #[allow(clippy::new_without_default, reason = "a constant cannot call `default`")]
    pub const fn new() -> Self {
        Self { name: "MutualTLS", description: None }
    }

    builders!(name, description);

    /// Its description, for the graph.
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

/// A certificate that a client has proved to be its own. Only who ends TLS can know that: a tower service around the app
/// puts it among the extensions of the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCertificate {
    der: Vec<u8>,
}

impl ClientCertificate {
    /// The certificate with this encoding (X.690, DER).
    pub fn from_der(der: impl Into<Vec<u8>>) -> Self {
        Self { der: der.into() }
    }

    /// Its encoding.
    pub fn der(&self) -> &[u8] {
        &self.der
    }
}
