//! The built-in pages of an app.

use std::sync::Arc;

use super::router::Page;
use super::settings::Settings;
use crate::openapi::Document;
use crate::response::{Asset, Keep};

/// Returns the document and, unless it is turned off, the docs page.
pub(super) fn built_in(settings: &Settings, document: &Document) -> Vec<Page> {
    let Some(path) = &settings.openapi_path else {
        return Vec::new();
    };
    let bytes = serde_json::to_vec(document).unwrap_or_default();
    let document_page = page(path.clone(), Asset::new("application/json", Keep::Revalidate, bytes));
    std::iter::once(document_page).chain(docs(settings, path, document)).collect()
}

#[cfg(not(feature = "docs"))]
fn docs(_: &Settings, _: &str, _: &Document) -> Vec<Page> {
    Vec::new()
}

#[cfg(feature = "docs")]
fn docs(settings: &Settings, openapi: &str, document: &Document) -> Vec<Page> {
    let Some(docs) = settings.docs() else {
        return Vec::new();
    };
    let assets = crate::docs_page::assets(&crate::docs_page::Config {
        title: &settings.title,
        docs,
        openapi,
        oauth2_redirect: settings.oauth2_redirect_path.as_deref(),
        init_oauth: settings.docs_init_oauth.as_ref(),
        parameters: settings.docs_parameters.as_ref(),
        addresses: &document.addresses(),
    });
    assets.into_iter().map(|(path, asset)| page(path, asset)).collect()
}

fn page(path: String, asset: Asset) -> Page {
    Page { path, answer: Arc::new(move |request| asset.answer(&request.headers)) }
}
