//! Whether two schemes are one to the document.

use crate::graph::{Flow, Scheme, SchemeKind, same};

/// Whether two schemes look alike in the document.
pub(super) const fn is_same_scheme(a: &Scheme, b: &Scheme) -> bool {
    let (SchemeKind::OAuth2(a_flows), SchemeKind::OAuth2(b_flows)) = (&a.kind, &b.kind);
    is_same_text(a.description, b.description)
        && match (&a_flows.password, &b_flows.password) {
            (Some(a), Some(b)) => is_same_flow(a, b),
            (None, None) => true,
            _ => false,
        }
}

const fn is_same_flow(a: &Flow, b: &Flow) -> bool {
    if !same(a.token_url, b.token_url)
        || !is_same_text(a.refresh_url, b.refresh_url)
        || a.scopes.len() != b.scopes.len()
    {
        return false;
    }
    let mut i = 0;
    while i < a.scopes.len() {
        if !same(a.scopes[i].0, b.scopes[i].0) || !same(a.scopes[i].1, b.scopes[i].1) {
            return false;
        }
        i += 1;
    }
    true
}

const fn is_same_text(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    }
}
