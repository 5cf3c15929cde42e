//! The OpenAPI 3.1 document, which describes the graph for clients.

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
use crate::policy::template;
use crate::request::{Route, Routes};

/// Describes all operations that the document shows. `describe` returns each scheme as the app has configured it.
pub(crate) fn document(
    routes: Routes,
    info: Info,
    server: String,
    describe: &dyn Fn(&'static graph::Scheme) -> graph::Scheme,
) -> Document {
    let mut schemas = Schemas::new();
    let mut document = Document::new(info, Server { url: server });
    let mut components = Components::default();
    Route::for_each(routes.entries, &mut |mounted| {
        if !mounted.operation.in_schema {
            return;
        }
        let needs = mounted.needs();
        let item = operation(&mounted.path, mounted.operation, &needs, &mut schemas);
        document.add(template::plain(&mounted.path), mounted.operation.method.key(), item);
        walk(&needs, &mut |visit| {
            if let Visit::Dependency(graph::Dependency { kind: graph::Kind::Scheme(scheme), .. }, _) = visit {
                let object = security::scheme(&describe(scheme), routes);
                components.security_schemes.insert(scheme.name.into(), object);
            }
        });
    });
    components.schemas = schemas.into_definitions(document.paths_mut());
    document.with(components)
}
