//! Operations that let in a client whose credentials nobody has verified.

use super::branch::{Branch, Levels, count, select};
use super::clause::FixedClause;
use super::enforcement::is_refused_by_function;
use crate::graph::{Dependency, Kind, Need, Operation};

/// How a stranger gets in.
#[derive(Clone, Copy)]
pub enum Stranger {
    /// Without any credentials.
    WithNothing,
    /// With any credentials for this scheme: nothing before the handler can refuse them, and the handler does not get them.
    WithAnything(&'static Dependency),
}

/// How a stranger gets past these lists, of which the last is the operation's own, if one does.
pub(crate) const fn stranger(levels: Levels<'_>, operation: &Operation) -> Option<Stranger> {
    let branches = count(levels);
    let (mut found, mut is_none) = (None, true);
    let mut i = 0;
    while i < branches {
        if let Some((branch, clause)) = select(levels, i) {
            is_none = false;
            if clause.is_empty() {
                return Some(Stranger::WithNothing);
            }
            if found.is_none() {
                found = unverified(&branch, &clause, levels.len() - 1, operation.guards);
            }
        }
        i += 1;
    }
    // Where no branch is known, nothing is required that is known.
    if is_none { Some(Stranger::WithNothing) } else { found }
}

/// Whether the operation itself says that a client may come without credentials: one of its own arguments is an `Option`.
pub(crate) const fn says_so(operation: &Operation) -> bool {
    let mut i = operation.guards;
    while i < operation.needs.len() {
        if let Need::Dependency(asked) = &operation.needs[i]
            && let Kind::Optional = asked.dependency.kind
            && reaches_scheme(asked.dependency.needs)
        {
            return true;
        }
        i += 1;
    }
    false
}

const fn reaches_scheme(needs: &'static [Need]) -> bool {
    let mut i = 0;
    while i < needs.len() {
        if let Need::Dependency(asked) = &needs[i]
            && (matches!(asked.dependency.kind, Kind::Scheme(_)) || reaches_scheme(asked.dependency.needs))
        {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether the handler gets what each scheme found as it is, at a glance: all that it depends on are schemes, its own arguments.
pub(crate) const fn takes_schemes(operation: &Operation) -> bool {
    let mut i = 0;
    while i < operation.needs.len() {
        if let Need::Dependency(asked) = &operation.needs[i]
            && !matches!(asked.dependency.kind, Kind::Scheme(_))
        {
            return false;
        }
        i += 1;
    }
    operation.guards == 0
}

/// A scheme of a branch on which nothing verifies anything, when the handler does not get what was sent.
const fn unverified(branch: &Branch, clause: &FixedClause, own: usize, guards: usize) -> Option<Stranger> {
    let required = clause.required();
    let mut i = 0;
    while i < required.len() {
        if let Some(required) = &required[i]
            && (required.scheme.verifies || is_refused_by_function(branch, required.scheme.name))
        {
            return None;
        }
        i += 1;
    }
    let mut step = 0;
    while step < branch.len() {
        if let Kind::Scheme(_) = branch.dependency(step).kind
            && !is_handed_on(branch, step, own, guards)
        {
            return Some(Stranger::WithAnything(branch.dependency(step)));
        }
        step += 1;
    }
    None
}

/// Whether the handler gets what a scheme found as it is: the scheme is its own argument, optional or one of several.
const fn is_handed_on(branch: &Branch, mut step: usize, own: usize, guards: usize) -> bool {
    while let Some(parent) = branch.parent(step) {
        if !matches!(branch.dependency(parent).kind, Kind::Optional | Kind::AnyOf) {
            return false;
        }
        step = parent;
    }
    branch.level(step) == own && branch.place(step) >= guards
}
