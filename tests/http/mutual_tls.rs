use portcullis::prelude::*;
use tower::util::MapRequestLayer;

use super::trial::{Trial, app_of, is_documented};

#[security_scheme]
static scheme: MutualTls = MutualTls::new();

app_of!(scheme: ClientCertificate => |certificate: ClientCertificate| {
    String::from_utf8_lossy(certificate.der()).into_owned()
});

/// Provides the certificate in `X-Certificate`, as a layer that terminates TLS would.
fn ends_tls(mut request: http::Request<portcullis::Body>) -> http::Request<portcullis::Body> {
    if let Some(der) = request.headers_mut().remove("x-certificate") {
        request.extensions_mut().insert(ClientCertificate::from_der(der.as_bytes()));
    }
    request
}

#[test]
fn a_certificate_counts_that_who_ends_tls_hands_on() {
    let trial = Trial::new(app().layer(MapRequestLayer::new(ends_tls)), "MutualTLS", "MutualTLS");
    trial.admits(&["X-Certificate: alice"], "alice");
    trial.finds_nothing(&[]);
}

/// A certificate in a header field of the client is ignored (RFC 9440, section 4).
#[test]
fn without_who_ends_tls_nobody_has_a_certificate() {
    let trial = Trial::new(app(), "MutualTLS", "MutualTLS");
    for lines in [
        &[][..],
        &["X-Certificate: alice"],
        &["Client-Cert: :YWxpY2U=:"],
        &["Authorization: MutualTLS YWxpY2U="],
    ] {
        trial.finds_nothing(lines);
    }
}

#[test]
fn it_is_documented() {
    is_documented(app(), "MutualTLS", json!({ "type": "mutualTLS" }));
    let app = app().configure::<scheme>(|scheme| scheme.description("Of our own authority."));
    is_documented(app, "MutualTLS", json!({ "type": "mutualTLS", "description": "Of our own authority." }));
}
