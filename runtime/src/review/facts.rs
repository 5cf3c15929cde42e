use super::protection::{Alternative, Lock, Protection};
use crate::graph::{
    self, Answers, Asked, Clause, Dependency, Id, Kind, Method, Mounted, Need, Operation, Requirement,
    Scheme, TokenUrl, clauses, same, template,
};
use crate::routes::{Route, Routes};
use crate::server::{Guarding, Handler};

/// All that the graph says of who may call what, in a stable order.
pub(crate) struct Facts {
    pub(crate) operations: Vec<OperationFacts>,
    /// By name.
    pub(crate) schemes: Vec<Scheme>,
    /// Where the app answers by itself.
    pub(crate) pages: Vec<String>,
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
        describe: &dyn Fn(&'static Scheme) -> Scheme,
    ) -> Self {
        let mut schemes: Vec<Scheme> = Vec::new();
        let mut mounted = Vec::new();
        Route::for_each(routes.entries, &mut |operation| {
            graph::walk(&operation.needs(), &mut |visit| {
                if let graph::Visit::Dependency(Dependency { kind: Kind::Scheme(scheme), .. }, _) = visit
                    && !schemes.iter().any(|known| same(known.name, scheme.name))
                {
                    schemes.push(describe(scheme));
                }
            });
            mounted.push(operation);
        });
        schemes.sort_by_key(|scheme| scheme.name);
        pages.sort();
        let mut operations: Vec<_> =
            mounted.iter().map(|mounted| OperationFacts::new(mounted, &schemes)).collect();
        operations.sort_by(|a, b| (&a.path, a.operation.method).cmp(&(&b.path, b.operation.method)));
        Self { operations, schemes, pages }
    }
}

impl OperationFacts {
    fn new(mounted: &Mounted<Handler, Guarding>, schemes: &[Scheme]) -> Self {
        let needs = mounted.needs();
        let clauses = clauses(&needs);
        let doors = doors(&mounted.path, mounted.operation, schemes);
        let protection = match mounted.operation.public {
            _ if !clauses.is_empty() => {
                Protection::Locked(clauses.iter().map(|clause| alternative(clause, &needs)).collect())
            }
            Some(reason) => Protection::Public(reason.to_owned()),
            None if !doors.is_empty() => Protection::Door(doors),
            None => Protection::Open,
        };
        Self { path: mounted.path.clone(), operation: mounted.operation, needs, clauses, protection }
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
fn doors(path: &str, operation: &Operation, schemes: &[Scheme]) -> Vec<String> {
    let is_door = |url: TokenUrl| match url {
        TokenUrl::At(url) => {
            let url = url.split(['?', '#']).next().unwrap_or_default();
            let url = url.strip_prefix("./").unwrap_or(url);
            let url = if url.starts_with('/') { url.to_owned() } else { format!("/{url}") };
            url == template::plain(path)
        }
        TokenUrl::IssuedBy(id) => operation.id.is(&id),
    };
    let issues = |scheme: &&Scheme| {
        let urls =
            scheme.flows().into_iter().flat_map(|flows| flows.iter()).filter_map(|flow| flow.token_url);
        operation.method == Method::Post && urls.into_iter().any(is_door)
    };
    schemes.iter().filter(issues).map(|scheme| scheme.name.to_owned()).collect()
}

fn alternative(clause: &Clause, needs: &[&'static [Need]]) -> Alternative {
    Alternative(clause.0.iter().map(|required| lock(required, needs)).collect())
}

fn lock(required: &Requirement, needs: &[&'static [Need]]) -> Lock {
    let mut scopes: Vec<String> = required.scopes.iter().map(|scope| (*scope).to_owned()).collect();
    scopes.sort();
    let mut checks = Vec::new();
    if required.scheme.verifies {
        checks.push("itself".to_owned());
    }
    for needs in needs {
        find_checks(needs, &required.id, &mut Vec::new(), &mut checks);
    }
    let ignores_scopes = needs.iter().any(|needs| ignores_scopes(needs, &required.id, false));
    Lock { scheme: required.scheme.name.to_owned(), scopes, ignores_scopes, checks }
}

/// Whether there is a way to a scheme on which scopes are asked for, and nobody from there on takes them:
/// `is_ignored` says so of the way so far.
fn ignores_scopes(needs: &'static [Need], scheme: &Id, is_ignored: bool) -> bool {
    needs.iter().any(|need| {
        let Need::Dependency(Asked { dependency, scopes, .. }) = need else { return false };
        let is_ignored = is_ignored || !scopes.is_empty();
        if dependency.id.is(scheme) {
            return is_ignored;
        }
        // Of alternatives, one does not look for another.
        let takes = !matches!(dependency.kind, Kind::AnyOf) && takes_scopes(dependency.needs, scheme);
        ignores_scopes(dependency.needs, scheme, is_ignored && !takes)
    })
}

/// Whether scopes that are asked for reach a function here, or below something that is not on the way to the scheme.
fn takes_scopes(needs: &'static [Need], scheme: &Id) -> bool {
    needs.iter().any(|need| match need {
        Need::Scopes => true,
        Need::Dependency(Asked { dependency, .. }) => {
            !reaches(dependency, scheme) && takes_scopes(dependency.needs, scheme)
        }
        Need::Parameter(_) | Need::Body(_) => false,
    })
}

fn reaches(dependency: &Dependency, scheme: &Id) -> bool {
    let below = |need: &Need| matches!(need, Need::Dependency(asked) if reaches(asked.dependency, scheme));
    dependency.id.is(scheme) || dependency.needs.iter().any(below)
}

/// The functions on the ways to a scheme that can refuse its credentials, the one nearest to it first.
fn find_checks(
    needs: &'static [Need],
    scheme: &Id,
    way: &mut Vec<&'static Dependency>,
    checks: &mut Vec<String>,
) {
    for need in needs {
        let Need::Dependency(asked) = need else { continue };
        if asked.dependency.id.is(scheme) {
            let can_refuse = |dependency: &&&Dependency| {
                matches!(dependency.kind, Kind::Function) && !matches!(dependency.answers, Answers::Nothing)
            };
            for dependency in way.iter().rev().filter(can_refuse) {
                if !checks.iter().any(|known| known == dependency.id.name) {
                    checks.push(dependency.id.name.to_owned());
                }
            }
        } else {
            way.push(asked.dependency);
            find_checks(asked.dependency.needs, scheme, way, checks);
            way.pop();
        }
    }
}
