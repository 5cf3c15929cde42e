//! Checks of a message beyond those of hyper.

use http::header::{CONNECTION, HOST, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderValue, Request, Version};

use crate::response::{Response, rejection};

/// Refuses a message that a proxy could interpret differently.
pub(super) fn refusal<B>(request: &Request<B>) -> Option<Response> {
    if request.version() > Version::HTTP_11 {
        return None;
    }
    let mut response = if !has_valid_host(request.version(), request.headers()) {
        rejection::bad_request()
    } else if !has_known_coding(request.headers()) {
        rejection::not_implemented()
    } else {
        return None;
    };
    response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
    Some(response)
}

/// Whether there is exactly one valid `Host`, or none in HTTP/1.0 (RFC 9112, section 3.2).
fn has_valid_host(version: Version, headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(HOST).iter();
    match (lines.next(), lines.next()) {
        (None, _) => version < Version::HTTP_11,
        (Some(host), None) => is_host(host.as_bytes()),
        (Some(_), Some(_)) => false,
    }
}

/// Whether the value is `uri-host [ ":" port ]` (RFC 9110, section 7.2). An address in brackets is not parsed.
fn is_host(value: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~%!$&'()*+;=".contains(byte);
    let is_address = |byte: &u8| byte.is_ascii_hexdigit() || b":.".contains(byte);
    let port = match value.strip_prefix(b"[") {
        Some(rest) => match rest.iter().position(|byte| *byte == b']') {
            Some(end) if rest[..end].iter().all(is_address) => &rest[end + 1..],
            _ => return false,
        },
        None => &value[value.iter().position(|byte| !is_name(byte)).unwrap_or(value.len())..],
    };
    match port {
        [] => true,
        [b':', port @ ..] => port.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Whether the only transfer coding is one `chunked` (RFC 9112, section 6.1). hyper checks only the last one.
fn has_known_coding(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(TRANSFER_ENCODING).iter();
    match (lines.next(), lines.next()) {
        (None, _) => true,
        (Some(coding), None) => coding.as_bytes().eq_ignore_ascii_case(b"chunked"),
        (Some(_), Some(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(version: Version, headers: &[(&str, &str)]) -> u16 {
        let mut request = Request::builder().version(version);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        refusal(&request.body(()).unwrap()).map_or(200, |response| response.status().as_u16())
    }

    #[test]
    fn a_message_has_one_valid_host() {
        for host in ["example.org", "example.org:8000", "127.0.0.1:", "[::1]:8000", "a_b", ""] {
            assert_eq!(status(Version::HTTP_11, &[("host", host)]), 200, "{host}");
        }
        for host in ["a b", "a/b", "user@a", "a,b", "<script>", "a:b", "a:80:80", "[::1", "[x]", "::1"] {
            assert_eq!(status(Version::HTTP_11, &[("host", host)]), 400, "{host}");
        }
        assert_eq!(status(Version::HTTP_11, &[]), 400);
        assert_eq!(status(Version::HTTP_11, &[("host", "a"), ("host", "a")]), 400);
        assert_eq!(status(Version::HTTP_10, &[]), 200);
        assert_eq!(status(Version::HTTP_2, &[]), 200);
    }

    #[test]
    fn a_message_has_no_coding_but_chunked() {
        let status = |codings: &[&str]| {
            let codings = codings.iter().map(|coding| ("transfer-encoding", *coding));
            status(Version::HTTP_11, &[("host", "a")].into_iter().chain(codings).collect::<Vec<_>>())
        };
        assert_eq!((status(&[]), status(&["chunked"]), status(&["Chunked"])), (200, 200, 200));
        for codings in
            [&["gzip, chunked"][..], &["chunked, chunked"], &["chunked", "chunked"], &["gzip"], &[""]]
        {
            assert_eq!(status(codings), 501, "{codings:?}");
        }
    }
}
