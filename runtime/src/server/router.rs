use std::collections::HashMap;
use std::sync::Arc;

use http::HeaderValue;

use super::Error;
use super::path::normal_form;
use crate::graph::{self, Need, Operation, Parameter, Place, Visit};
use crate::policy::template::{has, numbered, takes_rest};
use crate::request::{Configured, Endpoint, Handler, Overrides, Route, Routes};
use crate::response::Response;

/// The routing table of an app, built once at start.
#[derive(Default)]
pub(crate) struct Router {
    /// Maps a path to an index of `resources`.
    tree: matchit::Router<usize>,
    /// Maps a path with an encoded slash, which only a template with the rest of a path can match.
    rest: matchit::Router<usize>,
    resources: Vec<Resource>,
    endpoints: Vec<(Arc<Endpoint>, Handler)>,
    pages: Vec<Page>,
}

/// The operations and pages of a path.
struct Resource {
    /// Whether the template takes the rest of a path.
    takes_rest: bool,
    targets: Vec<(http::Method, Target)>,
    allow: HeaderValue,
}

#[derive(Clone, Copy)]
enum Target {
    Endpoint(usize),
    Page(usize),
}

/// A page without an operation: the document or a part of the docs page.
pub(crate) struct Page {
    pub(crate) path: String,
    pub(crate) answer: PageAnswer,
}

/// The function that responds with a [`Page`].
pub(crate) type PageAnswer = Arc<dyn Fn(&http::request::Parts) -> Response + Send + Sync>;

/// The result of a look-up.
pub(super) enum Found<'a> {
    Endpoint(&'a Arc<Endpoint>, Handler, matchit::Params<'a, 'a>),
    Page(&'a Page),
    WrongMethod(&'a HeaderValue),
    Nothing,
}

impl Router {
    pub(crate) fn new(
        routes: Routes,
        pages: Vec<Page>,
        configured: &Arc<Configured>,
        overrides: &Overrides,
    ) -> Result<Self, Error> {
        let mut router = Self::default();
        let mut at_path = HashMap::new();
        let mut result = Ok(());
        Route::for_each(routes.entries, &mut |mounted| {
            if result.is_ok() {
                let needs = mounted.needs();
                let method = http::Method::from_bytes(mounted.operation.method.as_str().as_bytes())
                    .expect("the methods of the graph are methods");
                let target = Target::Endpoint(router.endpoints.len());
                result = check_taken(&mounted.path, mounted.operation, &needs)
                    .and_then(|()| router.insert(&mut at_path, &mounted.path, method, target));
                let endpoint = Endpoint::new(&mounted, &needs, Arc::clone(configured), overrides);
                let guards = mounted.guards.iter().map(|guard| guard.run).collect();
                router.endpoints.push((Arc::new(endpoint.behind(guards)), mounted.handler));
            }
        });
        result?;
        for page in pages {
            let target = Target::Page(router.pages.len());
            router.insert(&mut at_path, &page.path, http::Method::GET, target)?;
            router.pages.push(page);
        }
        for resource in &mut router.resources {
            resource.allow = allow(&resource.targets);
        }
        Ok(router)
    }

    fn insert(
        &mut self,
        at_path: &mut HashMap<String, usize>,
        path: &str,
        method: http::Method,
        target: Target,
    ) -> Result<(), Error> {
        let key = numbered(path);
        let index = match at_path.get(&key) {
            Some(&index) => index,
            None => {
                let index = self.resources.len();
                let wrong = |error: matchit::InsertError| Error::Path {
                    path: path.to_owned(),
                    reason: error.to_string(),
                };
                self.tree.insert(key.clone(), index).map_err(wrong)?;
                if takes_rest(path) {
                    self.rest.insert(key.clone(), index).map_err(wrong)?;
                }
                self.resources.push(Resource::new(takes_rest(path)));
                at_path.insert(key, index);
                index
            }
        };
        if let Some((_, other)) = self.resources[index].targets.iter().find(|(other, _)| *other == method) {
            let other = match *other {
                Target::Page(page) => format!("the built-in page {}", self.pages[page].path),
                Target::Endpoint(endpoint) => {
                    let id = self.endpoints[endpoint].0.operation.id;
                    format!("`{}` ({})", id.name, id.location)
                }
            };
            return Err(Error::DuplicateRoute { route: format!("{method} {path}"), other });
        }
        self.resources[index].targets.push((method, target));
        Ok(())
    }

    /// Returns the operation or page for `method` at the decoded `path`. `slashes` is set if a segment contains an
    /// encoded slash, written as NUL, which only the rest of a path may contain.
    pub(super) fn find<'a>(&'a self, method: &http::Method, path: &'a str, slashes: bool) -> Found<'a> {
        let Some((resource, params)) = self.resource(path, slashes) else {
            return Found::Nothing;
        };
        let target = |method: &http::Method| {
            resource.targets.iter().find(|(other, _)| other == method).map(|(_, target)| *target)
        };
        let head = || {
            if method == http::Method::HEAD { target(&http::Method::GET) } else { None }
        };
        match target(method).or_else(head) {
            Some(Target::Endpoint(index)) => {
                let (endpoint, handler) = &self.endpoints[index];
                Found::Endpoint(endpoint, *handler, params)
            }
            Some(Target::Page(index)) => Found::Page(&self.pages[index]),
            None => Found::WrongMethod(&resource.allow),
        }
    }

    /// Whether the decoded path has an operation or page.
    pub(super) fn has(&self, path: &str, slashes: bool) -> bool {
        self.resource(path, slashes).is_some()
    }

    fn resource<'a>(
        &'a self,
        path: &'a str,
        slashes: bool,
    ) -> Option<(&'a Resource, matchit::Params<'a, 'a>)> {
        let tree = if slashes { &self.rest } else { &self.tree };
        let found = tree.at(path).ok()?;
        if slashes {
            let last = found.params.len().saturating_sub(1);
            if found.params.iter().take(last).any(|(_, value)| value.contains('\0')) {
                return None;
            }
        }
        let resource = &self.resources[*found.value];
        if resource.takes_rest && self.is_of_another(path, *found.value) {
            return None;
        }
        Some((resource, found.params))
    }

    /// Whether a path that matches the rest of a template is also a path of another template, when read as a file
    /// system would. The other template may require more. Slashes that are encoded, doubled or at the end, or dots,
    /// must not bypass it.
    fn is_of_another(&self, path: &str, resource: usize) -> bool {
        let normal = normal_form(path);
        let is_another = |path: &str| self.tree.at(path).is_ok_and(|found| *found.value != resource);
        let with_slash = format!("{}/", normal.as_deref().unwrap_or(path));
        normal.as_deref().is_some_and(is_another) || is_another(&with_slash)
    }
}

impl Resource {
    fn new(takes_rest: bool) -> Self {
        Self { takes_rest, targets: Vec::new(), allow: HeaderValue::from_static("") }
    }
}

/// Checks that the path contains all path parameters that the operation and its dependencies read. Prefixes are only
/// known once all lists are combined.
fn check_taken(path: &str, operation: &'static Operation, needs: &[&'static [Need]]) -> Result<(), Error> {
    let mut result = Ok(());
    graph::walk(needs, &mut |visit| {
        if let Visit::Parameter(Parameter { name, place: Place::Path, .. }, _) = visit
            && !has(path, name)
        {
            let reason = format!(
                "`{}` ({}) takes the path parameter `{name}`, which is not there; put `{{{name}}}` into the path or into a prefix",
                operation.id.name, operation.id.location
            );
            result = Err(Error::Path { path: path.to_owned(), reason });
        }
    });
    result
}

/// Returns the methods of a resource for `Allow` (RFC 9110, section 10.2.1).
fn allow(targets: &[(http::Method, Target)]) -> HeaderValue {
    let mut names: Vec<&str> = targets.iter().map(|(method, _)| method.as_str()).collect();
    if names.contains(&"GET") && !names.contains(&"HEAD") {
        names.push("HEAD");
    }
    names.sort_unstable();
    HeaderValue::try_from(names.join(", ")).expect("the names of methods are tokens")
}
