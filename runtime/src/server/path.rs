//! Decoding the path of a request to the text that the router compares.

use std::borrow::Cow;

use http::uri::InvalidUri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::extract::urlencoded::{Malformed, decode};

/// A path with decoded segments, some of which may contain a slash.
///
/// A path is split at its raw slashes. An encoded slash (`%2F`) is part of its segment, not a separator. It is written
/// as a NUL here, which no template contains, so only a parameter can match it.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) slashes: bool,
}

/// Decodes the path of a request strictly, without any other normalization.
pub(super) fn decode_path(path: &str) -> Result<Decoded<'_>, Malformed> {
    if !path.contains('%') {
        return Ok(Decoded { text: Cow::Borrowed(path), slashes: false });
    }
    let mut text = String::with_capacity(path.len());
    let mut slashes = false;
    for (i, segment) in path.split('/').enumerate() {
        if i > 0 {
            text.push('/');
        }
        let segment = decode(segment)?;
        slashes |= segment.contains('/');
        text.push_str(&segment.replace('/', "\0"));
    }
    Ok(Decoded { text: Cow::Owned(text), slashes })
}

/// Returns the path as a file system or another server may read it: without empty segments and dots, and with encoded
/// slashes and backslashes as slashes. Returns `None` if the path does not change.
pub(super) fn normal_form(path: &str) -> Option<String> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split(['/', '\0', '\\']) {
        match segment {
            "" | "." => {}
            ".." => drop(segments.pop()),
            segment => segments.push(segment),
        }
    }
    let normal = format!("/{}", segments.join("/"));
    (normal != path).then_some(normal)
}

/// Returns the target with its path in the router's encoding: only characters that need it are encoded, and always in
/// the same way. `/%61dmin` and `/admin` are one path to the router, so a layer must see one path as well. Returns
/// `None` if the path is already in this form, or if it is malformed and will get a 404.
///
/// # Errors
///
/// Fails if the target would be too long. A layer must not see a different path than the router.
pub(super) fn canonical_target(uri: &http::Uri) -> Result<Option<http::Uri>, InvalidUri> {
    let path = uri.path();
    if path.bytes().all(|byte| byte == b'/' || is_literal(byte)) {
        return Ok(None);
    }
    let encode = |segment| decode(segment).ok().map(|text| utf8_percent_encode(&text, SEGMENT).to_string());
    let Some(segments) = path.split('/').map(encode).collect::<Option<Vec<String>>>() else {
        return Ok(None);
    };
    let canonical = segments.join("/");
    if canonical == path {
        return Ok(None);
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(format!("{canonical}{query}").parse()?);
    Ok(Some(http::Uri::from_parts(parts).expect("the parts are those of a target")))
}

/// Whether a byte of a segment is written without percent-encoding: `pchar` (RFC 3986, section 3.3).
const fn is_literal(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'-' | b'.'
                | b'_'
                | b'~'
                | b'!'
                | b'$'
                | b'&'
                | b'\''
                | b'('
                | b')'
                | b'*'
                | b'+'
                | b','
                | b';'
                | b'='
                | b':'
                | b'@'
        )
}

/// The bytes that must be encoded in a segment.
const SEGMENT: &AsciiSet = &{
    let (mut set, mut byte) = (NON_ALPHANUMERIC.remove(b'-'), 0);
    while byte < 128 {
        if is_literal(byte) {
            set = set.remove(byte);
        }
        byte += 1;
    }
    set
};

/// Returns the path with one slash added to its end, or removed. Several slashes at the end are not treated as a typing
/// error.
pub(super) fn toggle_slash(path: &str) -> Option<Cow<'_, str>> {
    // `OPTIONS *` and `CONNECT host:port` have no path.
    if !path.starts_with('/') {
        return None;
    }
    match path.strip_suffix('/') {
        Some(shorter) if shorter.is_empty() || shorter.ends_with('/') => None,
        Some(shorter) => Some(Cow::Borrowed(shorter)),
        None => Some(Cow::Owned(format!("{path}/"))),
    }
}

/// Returns a reference relative to `path` (RFC 3986, section 4.2) for the same path with its last slash toggled. The
/// reference is valid wherever the app is mounted. It starts with a dot, so neither a colon nor a second slash in a
/// segment can make it absolute.
pub(super) fn relative_location(path: &str, query: Option<&str>) -> String {
    let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let mut location = match path.strip_suffix('/') {
        Some(shorter) => format!("../{}", last(shorter)),
        None => format!("./{}/", last(path)),
    };
    if let Some(query) = query {
        location.push('?');
        location.push_str(query);
    }
    location
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_decoded_and_an_encoded_slash_is_no_separator() {
        let decoded = |path| decode_path(path).map(|path| (path.text.into_owned(), path.slashes));
        assert_eq!(decoded("/users/jane%20doe"), Ok(("/users/jane doe".into(), false)));
        assert_eq!(decoded("/users/a%2Fb"), Ok(("/users/a\0b".into(), true)));
        assert_eq!(decoded("/users/%E9"), Err(Malformed::Utf8));
        assert_eq!(decoded("/users/%4"), Err(Malformed::Percent));
        assert_eq!(decoded("/users/%00"), Err(Malformed::Nul));
    }

    #[test]
    fn the_rest_of_a_path_is_read_as_others_would() {
        for (path, normal) in [
            ("/files/private\0plan", "/files/private/plan"),
            ("/files/private/plan/", "/files/private/plan"),
            ("/files//private/./plan", "/files/private/plan"),
            ("/files/x/../private\\plan", "/files/private/plan"),
            ("/../..", "/"),
        ] {
            assert_eq!(normal_form(path).as_deref(), Some(normal), "{path}");
        }
        assert_eq!(normal_form("/files/private/plan"), None);
    }

    #[test]
    fn a_path_is_written_in_one_way() {
        let canonical =
            |target: &str| canonical_target(&target.parse().unwrap()).unwrap().map(|uri| uri.to_string());
        assert_eq!(canonical("/%61dmin/a%2bb?x=%61").as_deref(), Some("/admin/a+b?x=%61"));
        assert_eq!(canonical("/caf%c3%a9/a%2Fb").as_deref(), Some("/caf%C3%A9/a%2Fb"));
        assert_eq!(canonical("/café/{x}").as_deref(), Some("/caf%C3%A9/%7Bx%7D"));
        let long = format!("/%61{}", "{".repeat(25_000));
        assert!(canonical_target(&long.parse().unwrap()).is_err());
        for already in ["/admin", "/a%2Fb", "/100%25", "/%zz", "/-._~!$&'()*+,;=:@"] {
            assert_eq!(canonical(already), None, "{already}");
        }
    }

    #[test]
    fn a_location_is_relative() {
        assert_eq!(relative_location("/items", None), "./items/");
        assert_eq!(relative_location("/items", Some("x=%20y&z")), "./items/?x=%20y&z");
        assert_eq!(relative_location("/users/me/", None), "../me");
        assert_eq!(relative_location("//evil.example/", None), "../evil.example");
        assert_eq!(relative_location("//evil.example", None), "./evil.example/");
        assert_eq!(toggle_slash("/items//"), None);
        assert_eq!((toggle_slash("/"), toggle_slash(""), toggle_slash("*")), (None, None, None));
    }
}
