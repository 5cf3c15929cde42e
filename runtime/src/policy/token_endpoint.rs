//! The token endpoint of a scheme.

use super::template;
use crate::graph::{Dependency, Flow, FlowKind, Kind, Method, Mounted, Need, Operation, TokenUrl, same};

/// Whether an operation that is mounted at `path` is the token endpoint of a URL. The scheme may name the operation that
/// issues its tokens. Otherwise, the operation must be a `POST` at exactly this path, and take the form of a token request.
/// A template that happens to match the path does not count: `POST /{kind}` matches `token`, but every other word as well.
pub(crate) const fn is_named_by(url: &TokenUrl, operation: &Operation, path: &str) -> bool {
    match url {
        TokenUrl::IssuedBy(issuer) => issuer.id.is(&operation.id),
        TokenUrl::At(url) => {
            let Some(named) = path_of(url) else { return false };
            is_post(operation)
                && takes_token_form(operation.needs)
                && template::placeholder(path.as_bytes(), 0).is_none()
                && is_path(path, named)
        }
    }
}

/// Whether a mounted operation is the token endpoint of a URL. At run time, the type of an operation is its identity.
pub(crate) fn is_mounted_at<H, G>(url: &TokenUrl, mounted: &Mounted<H, G>) -> bool {
    is_named_by(url, mounted.operation, &mounted.path)
        && match url {
            TokenUrl::IssuedBy(issuer) => (issuer.ty.id)() == (mounted.ty.id)(),
            TokenUrl::At(_) => true,
        }
}

/// Whether a path is `/` and then `named`.
const fn is_path(path: &str, named: &str) -> bool {
    match path.as_bytes() {
        [b'/', ..] => same(path.split_at(1).1, named),
        _ => false,
    }
}

/// Whether the operation is a `POST`, with which clients request tokens (RFC 6749, section 3.2).
pub(crate) const fn is_post(operation: &Operation) -> bool {
    matches!(operation.method, Method::Post)
}

/// Whether the token endpoint of a flow must take the form of the password flow.
pub(crate) const fn wants_form(flow: &Flow) -> bool {
    matches!(flow.kind, FlowKind::Password)
}

/// Returns the path of a relative URL at the root of the API, without its first slash (RFC 3986, section 5.2). Returns
/// `None` for an absolute URL, and for one that starts with `//`.
pub(crate) const fn path_of(url: &str) -> Option<&str> {
    let bytes = url.as_bytes();
    let mut end = 0;
    let mut is_first_segment = true;
    while end < bytes.len() && bytes[end] != b'?' && bytes[end] != b'#' {
        match bytes[end] {
            b':' if is_first_segment => return None,
            b'/' => is_first_segment = false,
            _ => {}
        }
        end += 1;
    }
    let path = url.split_at(end).0;
    match path.as_bytes() {
        [b'/', b'/', ..] => None,
        [b'.', b'/', ..] => Some(path.split_at(2).1),
        [b'/', ..] => Some(path.split_at(1).1),
        _ => Some(path),
    }
}

/// Whether a token request is read below these needs.
pub(crate) const fn takes_token_form(needs: &'static [Need]) -> bool {
    let mut i = 0;
    while i < needs.len() {
        if let Need::Dependency(asked) = &needs[i]
            && (is_token_form(asked.dependency) || takes_token_form(asked.dependency.needs))
        {
            return true;
        }
        i += 1;
    }
    false
}

const fn is_token_form(dependency: &Dependency) -> bool {
    match &dependency.kind {
        Kind::Body(body) => body.no_store && same(body.media_type, "application/x-www-form-urlencoded"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::path_of;

    #[test]
    fn a_relative_url_is_a_path_at_the_root() {
        for (url, path) in
            [("token", "token"), ("/token", "token"), ("./token", "token"), ("a/b?c=d:e", "a/b"), ("", "")]
        {
            assert_eq!(path_of(url), Some(path), "{url}");
        }
        for url in ["https://auth.example.com/token", "//auth.example.com/token", "urn:token"] {
            assert_eq!(path_of(url), None, "{url}");
        }
    }
}
