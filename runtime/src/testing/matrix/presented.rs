//! The credentials that a request presents for one scheme.

use http::header::AUTHORIZATION;

use super::given::Source;
use super::place::Place;
use super::tampering::Change;
use crate::graph::{Scheme, SchemeKind, is_same_word};
use crate::security::ClientCertificate;
use crate::testing::TestRequest;

/// A caller whom no program knows.
const NOBODY: &str = "portcullis-nobody";

/// Credentials for one scheme, and how they differ from good ones.
#[derive(Clone)]
pub(super) struct Presented<'a> {
    pub(super) scheme: &'a Scheme,
    /// The scopes that the credentials hold.
    pub(super) scopes: Vec<&'static str>,
    pub(super) source: &'a Source,
    pub(super) variation: Variation,
}

/// The difference between credentials and the ones that their source returns.
#[derive(Clone, Copy)]
pub(super) enum Variation {
    AsGiven,
    Changed(Change),
    /// The auth scheme alone, with nothing after it.
    WithoutText,
    /// The header field, repeated.
    Twice,
}

impl<'a> Presented<'a> {
    pub(super) fn new(scheme: &'a Scheme, scopes: Vec<&'static str>, source: &'a Source) -> Self {
        Self { scheme, scopes, source, variation: Variation::AsGiven }
    }

    pub(super) fn varied(&self, variation: Variation) -> Self {
        Self { variation, ..self.clone() }
    }

    /// Takes the credentials from another source.
    pub(super) fn from(&self, source: &'a Source) -> Self {
        Self { source, ..self.clone() }
    }

    /// Replaces the scopes of the same caller.
    pub(super) fn holding(&self, scopes: Vec<&'static str>) -> Self {
        Self { scopes, ..self.clone() }
    }

    /// Varies the credentials of a request that presents them as they are given.
    pub(super) fn vary(&self, request: TestRequest) -> TestRequest {
        match self.variation {
            Variation::AsGiven | Variation::WithoutText => request,
            Variation::Changed(change) => change.apply(Place::of(self.scheme), request),
            Variation::Twice => twice(request, self.scheme),
        }
    }
}

/// Adds well-formed credentials of a caller who does not exist.
pub(super) fn unknown(request: TestRequest, scheme: &Scheme) -> TestRequest {
    match scheme.kind {
        SchemeKind::Http { scheme, .. } if is_same_word(scheme, "basic") => request.basic(NOBODY, NOBODY),
        SchemeKind::MutualTls => request.extension(ClientCertificate::from_der(NOBODY.as_bytes())),
        _ => Place::add(request, scheme, NOBODY),
    }
}

/// Adds the auth scheme alone.
pub(super) fn without_text(request: TestRequest, scheme: &Scheme) -> TestRequest {
    request.header(AUTHORIZATION.as_str(), scheme.authorization().unwrap_or_default())
}

fn twice(request: TestRequest, scheme: &Scheme) -> TestRequest {
    match request.request().headers().get(AUTHORIZATION).cloned() {
        Some(line) => request.header(AUTHORIZATION.as_str(), line),
        None => without_text(without_text(request, scheme), scheme),
    }
}
