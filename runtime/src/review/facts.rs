use super::looks::{after, lock};
use super::protection::{Alternative, Protection};
use crate::alternatives::Probe;
use crate::graph::{self, Dependency, Kind, Method, Mounted, Need, Operation, Scheme, same};
use crate::policy::token_endpoint::is_mounted_at;
use crate::policy::{Branch, Clause, FixedClause, selected};
use crate::routes::{Route, Routes};
use crate::server::{Guarding, Handler};

/// All that the graph says of who may call what, in a stable order.
pub(crate) struct Facts {
    pub(crate) operations: Vec<OperationFacts>,
    /// By name.
    pub(crate) schemes: Vec<Scheme>,
    /// The types of each of them.
    pub(crate) types: Vec<Vec<String>>,
    /// Where the app answers by itself.
    pub(crate) pages: Vec<String>,
    /// The types of the layers around it, the innermost first.
    pub(crate) layers: Vec<&'static str>,
}

/// What is known of an operation where it is mounted.
pub(crate) struct OperationFacts {
    pub(crate) path: String,
    pub(crate) operation: &'static Operation,
    pub(crate) needs: Vec<&'static [Need]>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) protection: Protection,
}

impl Facts {
    /// Reads the routes; `describe` says how the app has configured a scheme.
    pub(crate) fn new(
        routes: Routes,
        mut pages: Vec<String>,
        layers: Vec<&'static str>,
        describe: &dyn Fn(&'static Scheme) -> Scheme,
    ) -> Self {
        let mut found: Vec<(Scheme, Vec<String>)> = Vec::new();
        let mut mounted = Vec::new();
        Route::for_each(routes.entries, &mut |operation| {
            graph::walk(&operation.needs(), &mut |visit| {
                let graph::Visit::Dependency(Dependency { kind: Kind::Scheme(scheme), probe, .. }, _) = visit
                else {
                    return;
                };
                let at = found.iter().position(|(known, _)| same(known.name, scheme.name));
                let at = at.unwrap_or_else(|| {
                    found.push((describe(scheme), Vec::new()));
                    found.len() - 1
                });
                let types = &mut found[at].1;
                let ty = Probe::find(*probe).map(|probe| short(probe.type_name(), operation.operation));
                if let Some(ty) = ty.filter(|ty| !types.contains(ty)) {
                    types.push(ty);
                }
            });
            mounted.push(operation);
        });
        found.sort_by_key(|(scheme, _)| scheme.name);
        let (schemes, types): (Vec<_>, _) = found.into_iter().unzip();
        pages.sort();
        let mut operations: Vec<_> =
            mounted.iter().map(|mounted| OperationFacts::new(mounted, &schemes)).collect();
        operations.sort_by(|a, b| (&a.path, a.operation.method).cmp(&(&b.path, b.operation.method)));
        Self { operations, schemes, types, pages, layers }
    }
}

/// The path of an item, without the crate of the operation, and without the modules of this one.
pub(super) fn short(path: &str, operation: &Operation) -> String {
    let (krate, rest) = path.split_once("::").unwrap_or(("", path));
    if krate == env!("CARGO_CRATE_NAME") {
        rest.rsplit("::").next().unwrap_or(rest).to_owned()
    } else if operation.id.module.split("::").next() == Some(krate) {
        rest.to_owned()
    } else {
        path.to_owned()
    }
}

impl OperationFacts {
    fn new(mounted: &Mounted<Handler, Guarding>, schemes: &[Scheme]) -> Self {
        let (needs, operation) = (mounted.needs(), mounted.operation);
        let branches: Vec<_> = selected(&needs).collect();
        let endpoint_of = token_endpoint_of(mounted, schemes);
        let is_locked = branches.iter().any(|(_, clause)| !clause.is_empty());
        let first = || branches.first().map(|(branch, _)| after(branch, operation)).unwrap_or_default();
        let protection = match operation.public {
            _ if is_locked => {
                let alternatives = branches.iter().map(|branch| alternative(branch, operation));
                Protection::Locked(alternatives.collect())
            }
            Some(reason) => Protection::Public(reason.to_owned(), first()),
            None if !endpoint_of.is_empty() => Protection::Door(endpoint_of, first()),
            None => Protection::Open(first()),
        };
        let clauses = if is_locked {
            branches.into_iter().map(|(_, clause)| clause.to_clause()).collect()
        } else {
            Vec::new()
        };
        Self { path: mounted.path.clone(), operation, needs, clauses, protection }
    }

    pub(crate) fn method(&self) -> Method {
        self.operation.method
    }

    /// `GET /items/{id}`
    pub(crate) fn route(&self) -> String {
        format!("{} {}", self.method().as_str(), self.path)
    }
}

/// The schemes whose tokens an operation issues.
fn token_endpoint_of(mounted: &Mounted<Handler, Guarding>, schemes: &[Scheme]) -> Vec<String> {
    let issues = |scheme: &&Scheme| {
        let flows = scheme.flows().into_iter().flat_map(|flows| flows.iter());
        flows.filter_map(|flow| flow.token_url).any(|url| is_mounted_at(&url, mounted))
    };
    schemes.iter().filter(issues).map(|scheme| scheme.name.to_owned()).collect()
}

fn alternative((branch, clause): &(Branch, FixedClause), operation: &Operation) -> Alternative {
    let mut locks: Vec<_> =
        clause.to_clause().0.iter().map(|required| lock(required, branch, operation)).collect();
    // What must hold together has no order.
    locks.sort_by(|a, b| a.scheme.cmp(&b.scheme));
    Alternative { locks, after: after(branch, operation) }
}
