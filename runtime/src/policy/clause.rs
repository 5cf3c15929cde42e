//! Clauses: what a caller must present.

use super::branch::{Branch, Branches, Levels, selected};
use super::selection::is_selected;
use crate::graph::{Challenge, Dependency, Id, Kind, Scheme, is_same_word, same};

/// Requirements that must all hold, in the order in which they are checked.
#[derive(Clone, Debug)]
pub(crate) struct Clause(pub(crate) Vec<Requirement>);

/// A scheme with the scopes that a caller must hold.
#[derive(Clone, Debug)]
pub(crate) struct Requirement {
    /// The item that declares the scheme.
    pub(crate) id: Id,
    /// The scheme.
    pub(crate) scheme: &'static Scheme,
    /// The scopes, in the order in which they are required.
    pub(crate) scopes: Vec<&'static str>,
}

/// Returns the clauses of everything that depends on these lists. A caller gets past the lists if one clause holds. Without
/// any clause, no credentials are required. An empty clause holds for a caller who presents nothing.
///
/// All arguments of a function are resolved, so all their requirements must hold together. Each scheme is required once,
/// with all scopes required on any way to it. Alternatives have clauses of their own, in the order in which they are tried.
/// An optional dependency has a clause with it first, and then one without it.
pub(crate) fn clauses(levels: Levels<'_>) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    for clause in selected(levels).map(|(_, clause)| clause.to_clause()) {
        if !clauses.contains(&clause) {
            clauses.push(clause);
        }
    }
    if clauses.iter().all(|clause| clause.0.is_empty()) { Vec::new() } else { clauses }
}

/// Two clauses are equal if they have the same requirements, in any order.
impl PartialEq for Clause {
    fn eq(&self, other: &Self) -> bool {
        let holds = |required: &Requirement| {
            other.0.iter().any(|r| {
                same(r.scheme.name, required.scheme.name)
                    && r.scopes.len() == required.scopes.len()
                    && r.scopes.iter().all(|scope| required.scopes.contains(scope))
            })
        };
        self.0.len() == other.0.len() && self.0.iter().all(holds)
    }
}

/// A clause in an array, which a constant can hold.
#[derive(Clone, Copy)]
pub(crate) struct FixedClause {
    required: [Option<FixedRequirement>; SCHEMES],
    length: usize,
    /// Whether there are more schemes or scopes than fit.
    pub(crate) is_full: bool,
}

/// A requirement in an array.
#[derive(Clone, Copy)]
pub(crate) struct FixedRequirement {
    pub(crate) dependency: &'static Dependency,
    pub(crate) scheme: &'static Scheme,
    scopes: [&'static str; SCOPES],
    length: usize,
}

/// The most schemes in one clause, and the most scopes of one scheme. More are an error of the program.
pub(crate) const SCHEMES: usize = 16;
pub(crate) const SCOPES: usize = 32;

impl FixedClause {
    pub(super) const NOTHING: Self = Self { required: [None; SCHEMES], length: 0, is_full: false };

    /// Reads what a caller must present on a branch.
    pub(super) const fn read(&mut self, branch: &Branch) {
        (self.length, self.is_full) = (0, false);
        let mut step = 0;
        while step < branch.len() {
            if let Kind::Scheme(scheme) = branch.dependency(step).kind {
                self.require(branch, step, scheme);
            }
            step += 1;
        }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.length == 0
    }

    pub(crate) const fn required(&self) -> &[Option<FixedRequirement>] {
        self.required.split_at(self.length).0
    }

    /// Returns the requirement for the scheme of this name.
    pub(crate) const fn of_scheme(&self, name: &str) -> Option<&FixedRequirement> {
        let mut i = 0;
        while i < self.length {
            if let Some(required) = &self.required[i]
                && same(required.scheme.name, name)
            {
                return Some(required);
            }
            i += 1;
        }
        None
    }

    pub(crate) fn to_clause(self) -> Clause {
        let requirement = |required: &FixedRequirement| Requirement {
            id: required.dependency.id,
            scheme: required.scheme,
            scopes: required.scopes().to_vec(),
        };
        Clause(self.required().iter().flatten().map(requirement).collect())
    }

    /// Adds the scheme of a step, with the scopes required on the way to the step.
    const fn require(&mut self, branch: &Branch, step: usize, scheme: &'static Scheme) {
        let mut at = 0;
        while at < self.length {
            if let Some(required) = &self.required[at]
                && same(required.scheme.name, scheme.name)
            {
                break;
            }
            at += 1;
        }
        if at == SCHEMES {
            self.is_full = true;
            return;
        }
        if at == self.length {
            self.required[at] = Some(FixedRequirement {
                dependency: branch.dependency(step),
                scheme,
                scopes: [""; SCOPES],
                length: 0,
            });
            self.length += 1;
        }
        if let Some(required) = &mut self.required[at] {
            self.is_full |= !required.ask(branch, step);
        }
    }
}

impl FixedRequirement {
    pub(crate) const fn scopes(&self) -> &[&'static str] {
        self.scopes.split_at(self.length).0
    }

    /// Adds the scopes required on the way to a step, outermost first and without duplicates. Returns whether they fit.
    const fn ask(&mut self, branch: &Branch, step: usize) -> bool {
        let mut fits = match branch.parent(step) {
            Some(parent) => self.ask(branch, parent),
            None => true,
        };
        let scopes = branch.asked(step).scopes;
        let mut i = 0;
        while i < scopes.len() {
            if self.length == SCOPES {
                fits &= self.asks(scopes[i]);
            } else if !self.asks(scopes[i]) {
                self.scopes[self.length] = scopes[i];
                self.length += 1;
            }
            i += 1;
        }
        fits
    }

    pub(super) const fn has_all_of(&self, wanted: &Self) -> bool {
        let mut i = 0;
        while i < wanted.length {
            if !self.asks(wanted.scopes[i]) {
                return false;
            }
            i += 1;
        }
        true
    }

    const fn asks(&self, scope: &str) -> bool {
        let mut i = 0;
        while i < self.length {
            if same(self.scopes[i], scope) {
                return true;
            }
            i += 1;
        }
        false
    }
}

/// Returns two schemes of a clause that need different values of `Authorization`. A request has one such field.
pub(crate) const fn two_values(clause: &FixedClause) -> Option<(&'static Dependency, &'static Dependency)> {
    let required = clause.required();
    let mut i = 1;
    while i < required.len() {
        let mut j = 0;
        while j < i {
            if let (Some(first), Some(second)) = (&required[j], &required[i])
                && are_two_values(first.dependency, second.dependency)
            {
                return Some((first.dependency, second.dependency));
            }
            j += 1;
        }
        i += 1;
    }
    None
}

/// Returns two schemes that are required together on a selected branch, but need different values of `Authorization`. If
/// each of the two is optional by itself, a request presents one of them or neither.
pub(crate) const fn conflict(levels: Levels<'_>) -> Option<(&'static Dependency, &'static Dependency)> {
    let mut branches = Branches::of(levels);
    while let Some((branch, clause)) = branches.next() {
        if two_values(clause).is_some() && is_selected(branch, levels, clause) {
            let found = conflict_on(branch);
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

const fn conflict_on(branch: &Branch) -> Option<(&'static Dependency, &'static Dependency)> {
    let mut second = 1;
    while second < branch.len() {
        let mut first = 0;
        while first < second {
            let (a, b) = (branch.dependency(first), branch.dependency(second));
            if are_two_values(a, b)
                && !(can_lack_each_other(a, b)
                    && is_optional_beside(branch, first, second)
                    && is_optional_beside(branch, second, first))
            {
                return Some((a, b));
            }
            first += 1;
        }
        second += 1;
    }
    None
}

/// Whether a request can present something for one of two schemes without the other. It can if their auth schemes differ.
/// It cannot if one is an API key that takes the whole field, since any auth scheme presents the key. Nor can it for two
/// realms of one auth scheme, since the auth scheme presents both.
const fn can_lack_each_other(a: &Dependency, b: &Dependency) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Scheme(a), Kind::Scheme(b)) => match (a.authorization(), b.authorization()) {
            (Some(a), Some(b)) => !a.is_empty() && !b.is_empty() && !is_same_word(a, b),
            _ => true,
        },
        _ => false,
    }
}

/// Whether a step is below an optional dependency that another step is not below.
const fn is_optional_beside(branch: &Branch, step: usize, other: usize) -> bool {
    let mut above = branch.parent(step);
    while let Some(parent) = above {
        if matches!(branch.dependency(parent).kind, Kind::Optional) && !branch.is_below(other, parent) {
            return true;
        }
        above = branch.parent(parent);
    }
    false
}

/// Whether two schemes need different values of `Authorization`.
pub(crate) const fn are_two_values(first: &Dependency, second: &Dependency) -> bool {
    match (&first.kind, &second.kind) {
        (Kind::Scheme(a), Kind::Scheme(b)) => match (a.authorization(), b.authorization()) {
            (Some(word), Some(other)) if is_same_word(word, other) => {
                // A digest is computed for one realm (RFC 7616, section 3.4).
                is_same_word(word, "Digest") && !has_realm_of(a, b)
            }
            (Some(_), Some(_)) => true,
            _ => false,
        },
        _ => false,
    }
}

const fn has_realm_of(scheme: &Scheme, other: &Scheme) -> bool {
    match (&scheme.challenge, &other.challenge) {
        (Some(Challenge { realm: Some(realm), .. }), Some(Challenge { realm: Some(other), .. })) => {
            same(realm, other)
        }
        _ => true,
    }
}
