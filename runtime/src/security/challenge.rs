//! Writing the `WWW-Authenticate` header.

use http::HeaderValue;

use crate::graph::Challenge;

/// The challenge as the header has it. Where the realm holds what no header may hold, the bare word stands.
pub(crate) fn header_value(challenge: Challenge) -> HeaderValue {
    let bare = HeaderValue::from_static(challenge.scheme);
    match challenge.realm {
        None => bare,
        Some(realm) => {
            let text = format!("{} realm={}", challenge.scheme, quoted(realm));
            HeaderValue::try_from(text).unwrap_or(bare)
        }
    }
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
        let value = |realm| header_value(Challenge { scheme: "Bearer", realm });
        assert_eq!(value(None), "Bearer");
        assert_eq!(value(Some("items")), "Bearer realm=\"items\"");
        assert_eq!(value(Some(r#"a "b" \c"#)), r#"Bearer realm="a \"b\" \\c""#);
        assert_eq!(value(Some("a\r\nb")), "Bearer");
    }
}
