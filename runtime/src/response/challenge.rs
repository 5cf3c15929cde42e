//! Writing the `WWW-Authenticate` header.

use http::HeaderValue;

use crate::graph::{Challenge, is_word};

/// Returns the challenge as a header value. A challenge with a parameter that a header cannot contain is reduced to its auth
/// scheme. Without a valid auth scheme there is no value.
pub(crate) fn header_value(challenge: Challenge) -> Option<HeaderValue> {
    if !is_word(challenge.scheme) {
        return None;
    }
    let bare = HeaderValue::from_static(challenge.scheme);
    let realm = challenge.realm.map(|realm| ("realm", realm));
    let parameters: Vec<_> = realm.into_iter().chain(challenge.parameters.iter().copied()).collect();
    if parameters.is_empty() {
        return Some(bare);
    }
    Some(with_parameters(challenge.scheme, &parameters).unwrap_or(bare))
}

/// Returns a challenge with these parameters (RFC 9110, section 11.3), if a header may contain them.
pub(crate) fn with_parameters(scheme: &str, parameters: &[(&str, &str)]) -> Option<HeaderValue> {
    if !parameters.iter().all(|(name, _)| is_word(name)) {
        return None;
    }
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", quoted(value))).collect();
    HeaderValue::try_from(format!("{scheme} {}", pairs.join(", "))).ok()
}

/// Writes a quoted-string (RFC 9110, section 5.6.4).
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_realm_is_quoted() {
        let value = |realm| header_value(Challenge::new("Bearer").realm(realm)).unwrap();
        assert_eq!(value(None), "Bearer");
        assert_eq!(value(Some("items")), "Bearer realm=\"items\"");
        assert_eq!(value(Some(r#"a "b" \c"#)), r#"Bearer realm="a \"b\" \\c""#);
        let digest = Challenge::new("Digest").realm(Some("a")).parameters(&[("nonce", "x\"y")]);
        assert_eq!(header_value(digest).unwrap(), r#"Digest realm="a", nonce="x\"y""#);
    }

    #[test]
    fn what_no_header_can_hold_is_not_sent() {
        let value =
            |realm, parameters| header_value(Challenge { scheme: "Bearer", realm, parameters }).unwrap();
        assert_eq!(value(Some("a\r\nb"), &[]), "Bearer");
        assert_eq!(value(None, &[("a", "\0")]), "Bearer");
        assert_eq!(value(None, &[("a=\"b\", Basic realm", "x")]), "Bearer");
    }

    #[test]
    fn what_is_no_word_is_not_sent() {
        for scheme in ["", "Söme", "a b", "Basic realm=\"x\"", "a\nb"] {
            let challenge = Challenge { scheme, ..Challenge::new("Bearer") };
            assert_eq!(header_value(challenge), None, "{scheme}");
            assert_eq!(header_value(challenge.realm(Some("a"))), None, "{scheme}");
        }
    }
}
