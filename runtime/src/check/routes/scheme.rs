//! The comparison of two declarations of a scheme.

use crate::graph::{
    Challenge, Dependency, Flow, Flows, Kind, Scheme, SchemeKind, TokenUrl, is_same_word, same,
};

/// Whether two declarations are one scheme, both to a client and to the program. A custom type decides in code which
/// credentials are valid, and nothing compares code. So two declarations of a custom type are two schemes.
pub(super) const fn is_same_scheme(first: &Dependency, second: &Dependency) -> bool {
    match (&first.kind, &second.kind) {
        (Kind::Scheme(a), Kind::Scheme(b)) => {
            first.is_built_in && second.is_built_in && is_described_alike(a, b)
        }
        _ => false,
    }
}

/// Whether two schemes look alike in the document, and have the same challenge. Credentials for one realm are not valid for
/// another (RFC 9110, section 11.5).
const fn is_described_alike(a: &Scheme, b: &Scheme) -> bool {
    is_same_text(a.description, b.description)
        && is_same_kind(&a.kind, &b.kind)
        && match (&a.challenge, &b.challenge) {
            (Some(a), Some(b)) => is_same_challenge(a, b),
            (None, None) => true,
            _ => false,
        }
}

const fn is_same_challenge(a: &Challenge, b: &Challenge) -> bool {
    is_same_word(a.scheme, b.scheme)
        && is_same_text(a.realm, b.realm)
        && are_same_pairs(a.parameters, b.parameters)
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
    is_same_text(a.authorization_url, b.authorization_url)
        && is_same_token_url(a.token_url, b.token_url)
        && is_same_text(a.refresh_url, b.refresh_url)
        && are_same_pairs(a.scopes, b.scopes)
}

const fn are_same_pairs(a: &[(&str, &str)], b: &[(&str, &str)]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if !same(a[i].0, b[i].0) || !same(a[i].1, b[i].1) {
            return false;
        }
        i += 1;
    }
    true
}

const fn is_same_token_url(a: Option<TokenUrl>, b: Option<TokenUrl>) -> bool {
    match (a, b) {
        (Some(TokenUrl::At(a)), Some(TokenUrl::At(b))) => same(a, b),
        (Some(TokenUrl::IssuedBy(a)), Some(TokenUrl::IssuedBy(b))) => a.id.is(&b.id),
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
