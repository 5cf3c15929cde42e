//! Credentials that are not good.

use std::sync::Arc;

use http::header::AUTHORIZATION;

use super::Add;
use crate::graph::{KeyPlace, Scheme, SchemeKind, is_same_word};
use crate::security::ClientCertificate;

/// Somebody whom no program knows.
const NOBODY: &str = "portcullis-nobody";

/// Credentials as they should be, of somebody who does not exist.
pub(super) fn unknown(scheme: &Scheme) -> Add {
    match scheme.kind {
        SchemeKind::ApiKey { place, name } => Arc::new(move |request, _| match place {
            KeyPlace::Header => request.header(name, NOBODY),
            KeyPlace::Query => request.query(name, NOBODY),
            KeyPlace::Cookie => request.cookie(name, NOBODY),
        }),
        SchemeKind::Http { scheme, .. } if is_same_word(scheme, "basic") => {
            Arc::new(|request, _| request.basic(NOBODY, NOBODY))
        }
        SchemeKind::MutualTls => {
            Arc::new(|request, _| request.extension(ClientCertificate::from_der(NOBODY.as_bytes())))
        }
        SchemeKind::Http { scheme: word, .. } => authorization(word.to_owned(), NOBODY),
        SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect { .. } => {
            authorization("Bearer".to_owned(), NOBODY)
        }
    }
}

/// What begins like credentials of the scheme and is none: its word alone, and good credentials twice.
pub(super) fn malformed(scheme: &Scheme, good: &Add) -> Vec<(&'static str, Add)> {
    let Some(word) = scheme.authorization().filter(|word| !word.is_empty()) else { return Vec::new() };
    let good = Arc::clone(good);
    let twice: Add = Arc::new(move |request, scopes| {
        let request = good(request, scopes);
        match request.request().headers().get(AUTHORIZATION).cloned() {
            Some(line) => request.header("authorization", line),
            None => request.header("authorization", word).header("authorization", word),
        }
    });
    vec![("the word alone", authorization(word.to_owned(), "")), ("two lines", twice)]
}

fn authorization(word: String, text: &'static str) -> Add {
    let line = format!("{word} {text}").trim_end().to_owned();
    Arc::new(move |request, _| request.header("authorization", &line))
}
