//! Writing the `WWW-Authenticate` header.

use http::HeaderValue;

use crate::graph::Challenge;

/// The challenge as the header has it. Where a parameter holds what no header may hold, the bare word stands.
pub(crate) fn header_value(challenge: Challenge) -> HeaderValue {
    let bare = HeaderValue::from_static(challenge.scheme);
    let realm = challenge.realm.map(|realm| ("realm", realm));
    let parameters: Vec<_> = realm.into_iter().chain(challenge.parameters.iter().copied()).collect();
    if parameters.is_empty() { bare } else { with_parameters(challenge.scheme, &parameters).unwrap_or(bare) }
}

/// A challenge with these parameters (RFC 9110, section 11.3), if a header may hold them.
pub(crate) fn with_parameters(scheme: &str, parameters: &[(&str, &str)]) -> Option<HeaderValue> {
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", quoted(value))).collect();
    HeaderValue::try_from(format!("{scheme} {}", pairs.join(", "))).ok()
}

/// A quoted-string (RFC 9110, section 5.6.4).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_realm_is_quoted() {
        let value = |realm| header_value(Challenge::new("Bearer").realm(realm));
        assert_eq!(value(None), "Bearer");
        assert_eq!(value(Some("items")), "Bearer realm=\"items\"");
        assert_eq!(value(Some(r#"a "b" \c"#)), r#"Bearer realm="a \"b\" \\c""#);
        assert_eq!(value(Some("a\r\nb")), "Bearer");
        let digest = Challenge::new("Digest").realm(Some("a")).parameters(&[("nonce", "x\"y")]);
        assert_eq!(header_value(digest), r#"Digest realm="a", nonce="x\"y""#);
    }
}
