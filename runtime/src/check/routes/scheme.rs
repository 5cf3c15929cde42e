//! Whether two schemes are one to the document.

use crate::graph::{Flow, Flows, Scheme, SchemeKind, TokenUrl, is_same_word, same};

/// Whether two schemes look alike in the document.
pub(super) const fn is_same_scheme(a: &Scheme, b: &Scheme) -> bool {
    is_same_text(a.description, b.description) && is_same_kind(&a.kind, &b.kind)
}

const fn is_same_kind(a: &SchemeKind, b: &SchemeKind) -> bool {
    match (a, b) {
        (SchemeKind::OAuth2(a), SchemeKind::OAuth2(b)) => have_same_flows(a, b),
        (
            SchemeKind::Http { scheme: a, bearer_format: a_format },
            SchemeKind::Http { scheme: b, bearer_format: b_format },
        ) => is_same_word(a, b) && is_same_text(*a_format, *b_format),
        (SchemeKind::ApiKey { place: a_place, name: a }, SchemeKind::ApiKey { place: b_place, name: b }) => {
            *a_place as u8 == *b_place as u8 && same(a, b)
        }
        (SchemeKind::OpenIdConnect { url: a }, SchemeKind::OpenIdConnect { url: b }) => same(a, b),
        (SchemeKind::MutualTls, SchemeKind::MutualTls) => true,
        _ => false,
    }
}

const fn have_same_flows(a: &Flows, b: &Flows) -> bool {
    let mut i = 0;
    while i < a.0.len() {
        let is_same = match (&a.0[i], &b.0[i]) {
            (Some(a), Some(b)) => is_same_flow(a, b),
            (None, None) => true,
            _ => false,
        };
        if !is_same {
            return false;
        }
        i += 1;
    }
    true
}

const fn is_same_flow(a: &Flow, b: &Flow) -> bool {
    if !is_same_text(a.authorization_url, b.authorization_url)
        || !is_same_token_url(a.token_url, b.token_url)
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

const fn is_same_token_url(a: Option<TokenUrl>, b: Option<TokenUrl>) -> bool {
    match (a, b) {
        (Some(TokenUrl::At(a)), Some(TokenUrl::At(b))) => same(a, b),
        (Some(TokenUrl::IssuedBy(a)), Some(TokenUrl::IssuedBy(b))) => a.is(&b),
        (None, None) => true,
        _ => false,
    }
}

const fn is_same_text(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    }
}
