//! The OpenAPI 3.1 document: the graph, written down once more for clients.

mod document;
mod names;
mod operation;
mod responses;
mod schemas;
mod security;

pub(crate) use document::{Document, Info};

use document::{Components, Server};
use operation::operation;
use schemas::Schemas;

use crate::graph::{self, Visit, walk};
use crate::routes::Routes;

/// Describes all operations that are shown.
pub(crate) fn document(routes: Routes, info: Info, server: String) -> Document {
    let mut schemas = Schemas::new();
    let mut document = Document::new(info, Server { url: server });
    let mut components = Components::default();
    graph::Route::for_each(routes.entries, "", &mut |path, described, _| {
        if !described.in_schema {
            return;
        }
        let item = operation(&path, described, &mut schemas);
        document.add(graph::template::plain(&path), described.method.key(), item);
        walk(described.needs, &mut |visit| {
            if let Visit::Dependency(graph::Dependency { kind: graph::Kind::Scheme(scheme), .. }, _) = visit {
                components.security_schemes.insert(scheme.name.into(), security::scheme(scheme));
            }
        });
    });
    components.schemas = schemas.into_definitions(document.paths_mut());
    document.with(components)
}
