//! Reading cookies (RFC 6265, section 4.2.1).

use http::HeaderMap;
use http::header::COOKIE;

/// Returns the values of the cookies with this name. Each cookie is read by itself, because other cookies may
/// contain anything. With HTTP/2, a client may send each cookie in a line of its own (RFC 9113, section
/// 8.2.3).
pub(crate) fn values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a [u8]> {
    let pairs = headers.get_all(COOKIE).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    pairs.filter_map(move |pair| pair.trim_ascii().strip_prefix(name.as_bytes())?.strip_prefix(b"="))
}
