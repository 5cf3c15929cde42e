//! Reading the `Authorization` header.

use http::header::AUTHORIZATION;
use http::{HeaderMap, HeaderValue};

use crate::graph::is_token_char;

/// The credentials that a request presents for a scheme.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Presented<T> {
    /// Nothing: no credentials, empty ones, or those of another scheme.
    Nothing,
    /// Something other than exactly one well-formed credential.
    Malformed,
    /// This credential: the auth scheme as it was sent, and the text after it.
    Credentials(T, T),
}

/// Returns the token of the only `Bearer` credential of a request: `"Bearer" 1*SP b64token` (RFC 6750, section 2.1).
pub(super) fn bearer(headers: &HeaderMap) -> Presented<&str> {
    match authorization(headers, "Bearer") {
        Presented::Credentials(_, token) if !is_b64token(token) => Presented::Malformed,
        other => other,
    }
}

/// Returns the only credential of a request for the auth scheme `scheme`, which is compared without regard to case (RFC 9110,
/// section 11.1). The text after it is UTF-8: the name in a `Digest` may contain more than ASCII (RFC 7616, section 3.4).
///
/// Two lines are malformed: the field is not a list (RFC 9110, section 11.6.2), and a proxy may have checked the other one.
pub(super) fn authorization<'a>(headers: &'a HeaderMap, scheme: &str) -> Presented<&'a str> {
    let mut lines = headers.get_all(AUTHORIZATION).iter();
    let Some(line) = lines.next() else { return Presented::Nothing };
    let is_ours = |line: &HeaderValue| starts_with_word(line.as_bytes(), scheme.as_bytes());
    if lines.next().is_some() {
        let ours = headers.get_all(AUTHORIZATION).iter().any(is_ours);
        return if ours { Presented::Malformed } else { Presented::Nothing };
    }
    if !is_ours(line) {
        return Presented::Nothing;
    }
    // It is usually ASCII, which is cheap to check.
    let text = line.to_str().or_else(|_| std::str::from_utf8(line.as_bytes()));
    let Ok(line) = text else { return Presented::Malformed };
    let (word, rest) = line.split_at(scheme.len());
    let credentials = rest.trim_start_matches(' ');
    if credentials.is_empty() || credentials.len() == rest.len() {
        return Presented::Malformed;
    }
    Presented::Credentials(word, credentials)
}

/// Returns the auth schemes of all `Authorization` lines that are not empty.
pub(super) fn words(headers: &HeaderMap) -> impl Iterator<Item = &[u8]> {
    headers.get_all(AUTHORIZATION).iter().filter(|line| !line.is_empty()).map(|line| word(line.as_bytes()))
}

/// Whether a line starts with this auth scheme.
fn starts_with_word(line: &[u8], word: &[u8]) -> bool {
    let ends = !line.get(word.len()).is_some_and(|byte| is_token_char(*byte));
    ends && line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// Returns the token at the start of a line (RFC 9110, section 5.6.2).
fn word(line: &[u8]) -> &[u8] {
    let end = line.iter().position(|byte| !is_token_char(*byte));
    &line[..end.unwrap_or(line.len())]
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
    use super::*;

    fn headers(lines: &[&[u8]]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(AUTHORIZATION, HeaderValue::from_bytes(line).unwrap());
        }
        headers
    }

    fn token_of(headers: &HeaderMap) -> Option<&str> {
        match bearer(headers) {
            Presented::Credentials(_, token) => Some(token),
            _ => None,
        }
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
            assert_eq!(token_of(&headers(&[line])), token, "{}", String::from_utf8_lossy(line));
        }
    }

    #[test]
    fn two_lines_are_none_in_either_order() {
        assert_eq!(token_of(&headers(&[b"Bearer a", b"Bearer b"])), None);
        assert_eq!(token_of(&headers(&[b"Basic x", b"Bearer b"])), None);
        assert_eq!(token_of(&headers(&[b"Bearer b", b""])), None);
        assert_eq!(token_of(&headers(&[])), None);
    }

    #[test]
    fn what_is_not_ours_is_nothing_and_what_is_ours_must_be_right() {
        for line in [&b""[..], b"Basic abc", b"Bearerx abc", b"foobar", b"\xc3\xa9"] {
            assert_eq!(bearer(&headers(&[line])), Presented::Nothing, "{}", String::from_utf8_lossy(line));
        }
        for line in
            [&b"Bearer"[..], b"Bearer ", b"bearer\tabc", b"Bearer a b", b"Bearer,abc", b"Bearer \xc3\xa9"]
        {
            assert_eq!(bearer(&headers(&[line])), Presented::Malformed, "{}", String::from_utf8_lossy(line));
        }
        assert_eq!(bearer(&headers(&[])), Presented::Nothing);
        assert_eq!(bearer(&headers(&[b"Basic x", b"Digest y"])), Presented::Nothing);
        assert_eq!(bearer(&headers(&[b"Basic x", b"Bearer y"])), Presented::Malformed);
    }
}
