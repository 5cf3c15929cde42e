//! The credentials that must not do.

use std::sync::Arc;

use super::credentials::{malformed, unknown};
use super::tampering::tampered;
use super::target::Target;
use super::{Add, AuthorizationMatrix};
use crate::graph::Scheme;
use crate::policy::{Clause, Requirement};
use crate::review::{Facts, OperationFacts, Protection};

/// Credentials, and what is said of them.
pub(super) struct Case {
    pub(super) what: String,
    pub(super) add: Add,
}

/// Good credentials for one scheme of a clause.
#[derive(Clone)]
pub(super) struct Part<'a> {
    pub(super) required: &'a Requirement,
    pub(super) add: Add,
}

impl Part<'_> {
    fn scheme(&self) -> &Scheme {
        self.required.scheme
    }
}

/// Finds what must not do where a clause asks for credentials.
#[derive(Clone, Copy)]
pub(super) struct Cases<'a> {
    pub(super) matrix: &'a AuthorizationMatrix,
    pub(super) facts: &'a Facts,
    pub(super) target: Target<'a>,
}

/// Those of a clause.
pub(super) fn good(parts: &[Part<'_>]) -> Case {
    let say = |part: &Part<'_>| match part.required.scopes.as_slice() {
        [] => part.scheme().name.to_owned(),
        scopes => format!("{} [{}]", part.scheme().name, scopes.join(" ")),
    };
    let said: Vec<String> = parts.iter().map(say).collect();
    Case { what: format!("good credentials ({})", said.join(" and ")), add: together(parts.iter()) }
}

impl Cases<'_> {
    /// All that does not satisfy a clause, though it looks much like it.
    pub(super) fn of_clause(self, clause: &Clause, good: &[Part<'_>]) -> Vec<Case> {
        let mut cases = Vec::new();
        for at in 0..good.len() {
            cases.extend(self.missing(clause, good, at));
            cases.extend(self.spoiled(good, at));
            cases.extend(self.too_little(good, at));
        }
        cases
    }

    /// All but one of what must hold together.
    fn missing(self, clause: &Clause, good: &[Part<'_>], at: usize) -> Option<Case> {
        let lacking = good[at].scheme();
        let rest: Vec<&Part<'_>> = good.iter().filter(|part| !is_same(part.scheme(), lacking)).collect();
        // Whether a part is as good as another clause hangs on what the program makes of the part.
        let is_clear = |other: &Clause| {
            let is_there =
                |required: &Requirement| rest.iter().any(|part| is_same(part.scheme(), required.scheme));
            other == clause || other.0.is_empty() || !other.0.iter().all(is_there)
        };
        let is_tried = !rest.is_empty() && self.target.operation.clauses.iter().all(is_clear);
        is_tried.then(|| Case {
            what: format!("credentials that lack {}", lacking.name),
            add: together(rest.into_iter()),
        })
    }

    /// One of what must hold together is malformed, wrong, or good and tampered with.
    fn spoiled(self, good: &[Part<'_>], at: usize) -> Vec<Case> {
        let Part { required, add } = &good[at];
        let scheme = required.scheme;
        let mut spoiled: Vec<(String, Add)> = Vec::new();
        for (how, add) in malformed(scheme, add) {
            spoiled.push((format!("malformed credentials of {} ({how})", scheme.name), add));
        }
        if !self.is_unverified(scheme) {
            spoiled.push((format!("unknown credentials of {}", scheme.name), unknown(scheme)));
            let request = || self.target.request(self.matrix);
            let known = known_scopes(self.facts, scheme);
            for (how, add) in tampered(scheme, add, &required.scopes, &known, request) {
                spoiled.push((format!("good credentials of {} with {how}", scheme.name), add));
            }
        }
        spoiled.into_iter().map(|(what, add)| replaced(good, at, what, add)).collect()
    }

    /// Each of the scopes that are asked for is missing once.
    fn too_little(self, good: &[Part<'_>], at: usize) -> Vec<Case> {
        let Part { required, add } = &good[at];
        if self.is_unverified(required.scheme) {
            return Vec::new();
        }
        let mut cases = Vec::new();
        for lacking in &required.scopes {
            let held: Vec<&'static str> =
                required.scopes.iter().copied().filter(|scope| scope != lacking).collect();
            if self.target.operation.clauses.iter().any(|clause| is_enough(clause, good, at, &held)) {
                continue;
            }
            let add = Arc::clone(add);
            let less: Add = Arc::new(move |request, _: &[&str]| add(request, &held));
            let what = format!("credentials of {} without the scope `{lacking}`", required.scheme.name);
            cases.push(replaced(good, at, what, less));
        }
        cases
    }

    /// Good credentials of schemes that the operation does not know are none.
    pub(super) fn of_other_schemes(self) -> Vec<Case> {
        let clauses = &self.target.operation.clauses;
        let is_own = |scheme: &Scheme| {
            clauses.iter().any(|clause| clause.0.iter().any(|required| is_same(required.scheme, scheme)))
        };
        let mut cases = Vec::new();
        for scheme in self.facts.schemes.iter().filter(|scheme| !is_own(scheme)) {
            let Some(add) = self.matrix.given(scheme) else { continue };
            let scopes = known_scopes(self.facts, scheme);
            let add: Add = Arc::new(move |request, _: &[&str]| add(request, &scopes));
            if !self.is_good(&add) {
                cases.push(Case { what: format!("credentials of {}, another scheme", scheme.name), add });
            }
        }
        cases
    }

    /// Whether good credentials of the operation look the same.
    fn is_good(self, add: &Add) -> bool {
        let other = add(self.target.request(self.matrix), &[]);
        self.target.operation.clauses.iter().any(|clause| {
            let mut good = self.target.request(self.matrix);
            for required in &clause.0 {
                match self.matrix.good(self.target.operation, required.scheme) {
                    Some(add) => good = add(good, &required.scopes),
                    None => return false,
                }
            }
            let (a, b) = (good.request(), other.request());
            // Nothing else lets in credentials that nobody can tell from those of the other scheme.
            (a.headers() == b.headers() && a.uri() == b.uri())
                || clause.0.iter().any(|required| self.is_unverified(required.scheme))
        })
    }

    fn is_unverified(self, scheme: &Scheme) -> bool {
        is_unverified(self.target.operation, scheme)
    }
}

/// All scopes of a scheme, or its roles: those that it declares, and those that are asked for.
pub(super) fn known_scopes(facts: &Facts, scheme: &Scheme) -> Vec<&'static str> {
    let flows = scheme.flows().into_iter().flat_map(|flows| flows.iter());
    let mut known: Vec<&'static str> = Vec::new();
    let declared = flows.flat_map(|flow| flow.scopes.iter().map(|(name, _)| *name));
    let clauses = facts.operations.iter().flat_map(|operation| &operation.clauses);
    let required = clauses.flat_map(|clause| &clause.0).filter(|required| is_same(required.scheme, scheme));
    for scope in declared.chain(required.flat_map(|required| required.scopes.iter().copied())) {
        if !known.contains(&scope) {
            known.push(scope);
        }
    }
    known
}

/// Whether nothing before the handler can refuse the credentials of a scheme.
pub(super) fn is_unverified(operation: &OperationFacts, scheme: &Scheme) -> bool {
    Protection::is_unverified(&operation.protection, scheme.name)
}

pub(super) fn is_same(a: &Scheme, b: &Scheme) -> bool {
    a.name == b.name
}

/// Whether a clause is satisfied where the credentials of one scheme hold these scopes only.
fn is_enough(clause: &Clause, good: &[Part<'_>], at: usize, held: &[&str]) -> bool {
    let holds = |part: &Part<'_>, wanted: &Requirement| {
        let scopes = if is_same(part.scheme(), good[at].scheme()) { held } else { &part.required.scopes };
        is_same(part.scheme(), wanted.scheme) && wanted.scopes.iter().all(|scope| scopes.contains(scope))
    };
    clause.0.len() == good.len() && clause.0.iter().all(|wanted| good.iter().any(|part| holds(part, wanted)))
}

/// Good credentials, but for those of one scheme.
fn replaced(good: &[Part<'_>], at: usize, what: String, add: Add) -> Case {
    let mut parts = good.to_vec();
    parts[at].add = add;
    Case { what, add: together(parts.iter()) }
}

fn together<'p>(parts: impl Iterator<Item = &'p Part<'p>>) -> Add {
    let parts: Vec<(Add, Vec<&'static str>)> =
        parts.map(|part| (Arc::clone(&part.add), part.required.scopes.clone())).collect();
    Arc::new(move |request, _: &[&str]| {
        parts.iter().fold(request, |request, (add, scopes)| add(request, scopes))
    })
}
