use super::functions::{Functions, Resolved};
use super::looks::{after, lock, operation_name};
use super::protection::{Alternative, Protection, phrase};
use crate::graph::{self, Dependency, Kind, Method, Mounted, Need, Operation, Scheme, same};
use crate::policy::{Branch, Clause, FixedClause, selected, token_endpoint::is_mounted_at};
use crate::request::{Configured, GuardFn, Handler, Own, Probe, Route, Routes};

/// Everything that the graph states about who may call what, in a stable order.
pub(crate) struct Facts {
    pub(crate) operations: Vec<OperationFacts>,
    /// The schemes, sorted by name.
    pub(crate) schemes: Vec<Scheme>,
    /// The types of each scheme, with their settings.
    pub(crate) types: Vec<Vec<String>>,
    /// What each function takes.
    pub(super) functions: Functions,
    /// The paths of the pages that the app itself serves.
    pub(crate) pages: Vec<String>,
    /// The types of the layers around the app, the innermost first.
    pub(crate) layers: Vec<String>,
    /// The app's own crate.
    pub(super) own: Own,
}

/// An operation where it is mounted, with its protection.
pub(crate) struct OperationFacts {
    pub(crate) path: String,
    pub(crate) operation: &'static Operation,
    pub(crate) needs: Vec<&'static [Need]>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) protection: Protection,
    /// The dependencies that the operation resolves itself.
    pub(super) resolved: Resolved,
}

impl Facts {
    /// Collects the facts of the routes. Schemes are described as the app has configured them.
    pub(crate) fn new(
        routes: Routes,
        mut pages: Vec<String>,
        layers: Vec<&'static str>,
        configured: &Configured,
    ) -> Self {
        let mut found: Vec<(Scheme, Vec<String>)> = Vec::new();
        let (mut mounted, own) = (Vec::new(), routes.own());
        let mut functions = Functions::new(own);
        Route::for_each(routes.entries, &mut |operation| {
            graph::walk(&operation.needs(), &mut |visit| {
                let graph::Visit::Dependency(Dependency { kind: Kind::Scheme(scheme), probe, .. }, _) = visit
                else {
                    return;
                };
                let at = found.iter().position(|(known, _)| same(known.name, scheme.name));
                let at = at.unwrap_or_else(|| {
                    found.push((configured.describe(scheme), Vec::new()));
                    found.len() - 1
                });
                if let Some(probe) = Probe::find(*probe) {
                    let (types, ty) = (&mut found[at].1, type_of(probe, configured, own));
                    if !types.contains(&ty) {
                        types.push(ty);
                    }
                }
            });
            operation.needs().into_iter().for_each(|needs| functions.add(needs));
            mounted.push(operation);
        });
        found.sort_by_key(|(scheme, _)| scheme.name);
        let (schemes, types): (Vec<_>, Vec<Vec<String>>) = found.into_iter().unzip();
        let layers = layers.into_iter().map(|layer| short(layer, own)).collect();
        pages.sort();
        let mut operations: Vec<_> =
            mounted.iter().map(|mounted| OperationFacts::new(mounted, &schemes, own)).collect();
        operations.sort_by(|a, b| (&a.path, a.operation.method).cmp(&(&b.path, b.operation.method)));
        Self { operations, schemes, types, functions, pages, layers, own }
    }
}

/// Shortens the path of a type and those of its arguments. As in Rust, a path starts at the root of the app's own crate, or
/// after `::` at the root of another crate. The modules of this crate are left out: programs name its types without them.
pub(super) fn short(path: &str, own: Own) -> String {
    let is_path = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':');
    let mut text = String::new();
    let mut rest = path;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_path(c)).unwrap_or(rest.len());
        let (path, after) = rest.split_at(end);
        text += &short_path(path, own);
        let end = after.find(is_path).unwrap_or(after.len());
        text += &after[..end];
        rest = &after[end..];
    }
    text
}

fn short_path(path: &str, own: Own) -> String {
    match path.split_once("::") {
        Some((krate, rest)) if krate == own.krate => rest.to_owned(),
        Some((krate, rest)) if krate == env!("CARGO_CRATE_NAME") => {
            // The types of the graph have names of their own.
            let module = if rest.starts_with("graph::") { "graph::" } else { "" };
            format!("::{krate}::{module}{}", rest.rsplit("::").next().unwrap_or(rest))
        }
        Some(_) => format!("::{path}"),
        None => path.to_owned(),
    }
}

/// Returns the type of a scheme, with its settings.
fn type_of(probe: &Probe, configured: &Configured, own: Own) -> String {
    let (ty, settings) = (short(probe.type_name(), own), probe.settings(configured));
    let settings: Vec<String> = settings.iter().map(|setting| phrase(setting)).collect();
    if settings.is_empty() { ty } else { format!("{ty} ({})", settings.join(", ")) }
}

impl OperationFacts {
    fn new(mounted: &Mounted<Handler, GuardFn>, schemes: &[Scheme], own: Own) -> Self {
        let (needs, operation) = (mounted.needs(), mounted.operation);
        let branches: Vec<_> = selected(&needs).collect();
        let endpoint_of = token_endpoint_of(mounted, schemes);
        let is_locked = branches.iter().any(|(_, clause)| !clause.is_empty());
        let first = || branches.first().map(|(branch, _)| after(branch, own)).unwrap_or_default();
        let protection = match operation.public {
            _ if is_locked => {
                let alternatives = branches.iter().map(|branch| alternative(branch, own));
                Protection::Locked(alternatives.collect())
            }
            Some(reason) => Protection::Public(reason.to_owned(), first()),
            None if !endpoint_of.is_empty() => Protection::TokenEndpoint {
                of: endpoint_of,
                by: operation_name(operation, mounted.ty, own),
                after: first(),
            },
            None => Protection::Open(first()),
        };
        let clauses = if is_locked {
            branches.into_iter().map(|(_, clause)| clause.to_clause()).collect()
        } else {
            Vec::new()
        };
        let resolved = Resolved::of(&needs, operation.guards, &protection, own);
        Self { path: mounted.path.clone(), operation, needs, clauses, protection, resolved }
    }

    pub(crate) fn method(&self) -> Method {
        self.operation.method
    }

    /// Returns the method and the path: `GET /items/{id}`.
    pub(crate) fn route(&self) -> String {
        format!("{} {}", self.method().as_str(), self.path)
    }
}

/// Returns the schemes whose tokens an operation issues.
fn token_endpoint_of(mounted: &Mounted<Handler, GuardFn>, schemes: &[Scheme]) -> Vec<String> {
    let issues = |scheme: &&Scheme| {
        let flows = scheme.flows().into_iter().flat_map(|flows| flows.iter());
        flows.filter_map(|flow| flow.token_url).any(|url| is_mounted_at(&url, mounted))
    };
    schemes.iter().filter(issues).map(|scheme| scheme.name.to_owned()).collect()
}

fn alternative((branch, clause): &(Branch, FixedClause), own: Own) -> Alternative {
    let mut locks: Vec<_> = clause.to_clause().0.iter().map(|required| lock(required, branch, own)).collect();
    // The order of the requirements in a clause has no meaning.
    locks.sort_by(|a, b| a.scheme.cmp(&b.scheme));
    Alternative { locks, after: after(branch, own) }
}

#[cfg(test)]
mod tests {
    use super::{Own, short};

    #[test]
    fn a_path_of_another_crate_is_none_of_the_own() {
        for (path, text) in [
            ("app::auth::get_user", "auth::get_user"),
            ("auth::get_user", "::auth::get_user"),
            ("app::Held<auth::User, app::auth::User, u8>", "Held<::auth::User, auth::User, u8>"),
            ("portcullis::security::api_key::ApiKey", "::portcullis::ApiKey"),
            ("portcullis::graph::dependency::Body", "::portcullis::graph::Body"),
            ("portcullis::response::body::Body", "::portcullis::Body"),
            ("app::portcullis::ApiKey", "portcullis::ApiKey"),
            ("application::get_user", "::application::get_user"),
        ] {
            assert_eq!(short(path, Own { krate: "app", is_program: false }), text);
        }
    }
}
