//! Operations that let in a client whose credentials are not verified.

use super::branch::{Branch, Branches, Levels};
use super::clause::FixedClause;
use super::enforcement::{is_refused_by_function, is_scheme};
use crate::graph::{Dependency, Kind, Need, Operation};

/// The way in which a client passes without verified credentials.
#[derive(Clone, Copy)]
pub enum Stranger {
    /// The client presents no credentials.
    WithNothing,
    /// The client presents any credentials for this scheme. Nothing before the handler can refuse them, and the handler
    /// does not get them.
    WithAnything(&'static Dependency),
}

/// Whether a client without credentials gets past these lists.
pub(crate) const fn lets_in_with_nothing(levels: Levels<'_>) -> bool {
    let (mut branches, mut is_none) = (Branches::of(levels), true);
    while let Some((_, clause)) = branches.next_selected() {
        is_none = false;
        if clause.is_empty() {
            return true;
        }
    }
    // If no branch is known, no requirement is known either.
    is_none
}

/// Returns how a client gets in without verified credentials, if the operation does not declare that. `public` declares it.
/// An `Option` of credentials among the operation's own arguments declares that a client may present nothing. The
/// operation's own list is the last level.
pub(crate) const fn unannounced(levels: Levels<'_>, operation: &Operation) -> Option<Stranger> {
    if operation.public.is_some() {
        return None;
    }
    let (may_lack, own) = (takes_option(operation), levels.len() - 1);
    let (mut branches, mut is_none, mut anything) = (Branches::of(levels), true, None);
    while let Some((branch, clause)) = branches.next_selected() {
        is_none = false;
        if clause.is_empty() && !may_lack {
            return Some(Stranger::WithNothing);
        }
        if anything.is_none() {
            anything = unverified(branch, clause, own, operation.guards);
        }
    }
    match anything {
        _ if is_none && !may_lack => Some(Stranger::WithNothing),
        Some(scheme) => Some(Stranger::WithAnything(scheme)),
        None => None,
    }
}

/// Whether one of the operation's own arguments is an `Option` of credentials.
const fn takes_option(operation: &Operation) -> bool {
    let mut i = operation.guards;
    while i < operation.needs.len() {
        if let Need::Dependency(asked) = &operation.needs[i]
            && let Kind::Optional = asked.dependency.kind
            && asked.dependency.reaches_scheme()
        {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether the handler gets what each scheme yields, unchanged. This quick check requires that all dependencies of the
/// operation are schemes, and arguments of the handler.
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

/// Returns a scheme of a branch on which no credentials are verified, if the handler does not get what was sent.
const fn unverified(
    branch: &Branch,
    clause: &FixedClause,
    own: usize,
    guards: usize,
) -> Option<&'static Dependency> {
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
    let mut i = 0;
    while i < required.len() {
        if let Some(required) = &required[i]
            && !is_handed_on(branch, required.scheme.name, own, guards)
        {
            return Some(required.dependency);
        }
        i += 1;
    }
    None
}

/// Whether the handler gets what a scheme yields, unchanged. If so, the scheme is an argument of the handler, possibly
/// optional or an alternative.
const fn is_handed_on(branch: &Branch, name: &str, own: usize, guards: usize) -> bool {
    let mut step = 0;
    while step < branch.len() {
        if is_scheme(branch, step, name) {
            let top = top_of(branch, step);
            if branch.level(top) == own && branch.place(top) >= guards && is_transparent(branch, step) {
                return true;
            }
        }
        step += 1;
    }
    false
}

const fn top_of(branch: &Branch, mut step: usize) -> usize {
    while let Some(parent) = branch.parent(step) {
        step = parent;
    }
    step
}

/// Whether only optional dependencies and alternatives are above a step. They pass its value on unchanged.
const fn is_transparent(branch: &Branch, mut step: usize) -> bool {
    while let Some(parent) = branch.parent(step) {
        if !matches!(branch.dependency(parent).kind, Kind::Optional | Kind::AnyOf) {
            return false;
        }
        step = parent;
    }
    true
}
