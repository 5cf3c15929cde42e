use super::{SecurityScheme, builders};
use crate::graph::{Scheme, SchemeKind};
use crate::refusal::Refusal;
use crate::server::Context;

/// A certificate of the client's, presented when the connection is made (RFC 8446, section 4.4.2).
///
/// **The client sends** nothing in the request. Who ends TLS looks at the certificate and hands it on, as a
/// [`ClientCertificate`] among the extensions of the request; this server does not end TLS itself.
///
/// **Refused** with 401 and `{"detail":"Not authenticated"}` is a request without one. There is no challenge, since HTTP has
/// no word for it.
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
            challenge: None,
            verifies: false,
        }
    }
}

#[diagnostic::do_not_recommend]
impl SecurityScheme for MutualTls {
    type Credentials = ClientCertificate;

    async fn authenticate(&self, cx: &mut Context) -> Result<ClientCertificate, Refusal> {
        cx.extensions().get::<ClientCertificate>().cloned().ok_or(Refusal::missing(None))
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
