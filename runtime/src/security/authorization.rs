//! Reading the `Authorization` header.

use http::HeaderMap;
use http::header::AUTHORIZATION;

/// The token of the one `Bearer` credential of a request: `"Bearer" 1*SP b64token` (RFC 6750, section 2.1),
/// the word without regard to case (RFC 9110, section 11.1).
///
/// Two lines are none: the field is no list (RFC 9110, section 11.6.2), and a proxy in front may have looked
/// at the other one.
pub(super) fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let rest = credentials(headers, "Bearer")?;
    let token = rest.trim_start_matches(' ');
    (token.len() < rest.len() && is_b64token(token)).then_some(token)
}

/// What follows the word `scheme` in the only `Authorization` line, the spaces before it included.
pub(super) fn credentials<'a>(headers: &'a HeaderMap, scheme: &str) -> Option<&'a str> {
    let mut lines = headers.get_all(AUTHORIZATION).iter();
    let line = lines.next()?;
    if lines.next().is_some() {
        return None;
    }
    let line = line.to_str().ok()?;
    let (word, rest) = line.split_at_checked(scheme.len())?;
    word.eq_ignore_ascii_case(scheme).then_some(rest)
}

/// `b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="`
fn is_b64token(text: &str) -> bool {
    let core = text.trim_end_matches('=');
    !core.is_empty()
        && core
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'+' | b'/'))
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(lines: &[&[u8]]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(AUTHORIZATION, HeaderValue::from_bytes(line).unwrap());
        }
        headers
    }

    #[test]
    fn a_bearer_token_is_what_the_grammar_says() {
        for (line, token) in [
            (&b"Bearer foobar"[..], Some("foobar")),
            (b"bearer foobar", Some("foobar")),
            (b"BEARER    x", Some("x")),
            (b"Bearer aZ09-._~+/==", Some("aZ09-._~+/==")),
            (b"Bearer", None),
            (b"Bearer ", None),
            (b"Bearer ==", None),
            (b"Bearer a=b", None),
            (b"Bearer foo bar", None),
            (b"Bearer\tfoobar", None),
            (b"Bearer \tfoobar", None),
            (b"Bearer foo,bar", None),
            (b"Bearer \"foo\"", None),
            (b"Bearer caf\xc3\xa9", None),
            (b"Bearerx abc", None),
            (b"XBearer abc", None),
            (b"Basic abc", None),
            (b"foobar", None),
            (b"", None),
        ] {
            assert_eq!(bearer_token(&headers(&[line])), token, "{}", String::from_utf8_lossy(line));
        }
    }

    #[test]
    fn two_lines_are_none_in_either_order() {
        assert_eq!(bearer_token(&headers(&[b"Bearer a", b"Bearer b"])), None);
        assert_eq!(bearer_token(&headers(&[b"Basic x", b"Bearer b"])), None);
        assert_eq!(bearer_token(&headers(&[b"Bearer b", b""])), None);
        assert_eq!(bearer_token(&headers(&[])), None);
    }
}
