//! Which functions can refuse a caller, and which enforce a scope.
//!
//! A function that returns a `Result` can refuse. It judges the credentials of a scheme if the scheme is below it.
//!
//! A scope is enforced by a function that takes the scopes, between the place that requires the scope and the scheme, or
//! beside that way. The function can refuse, or it provides the scopes to a function that can.

use super::branch::{Branch, Levels, selected};
use crate::graph::{Dependency, Kind, Need, same};

/// Whether a step is the scheme of this name.
pub(super) const fn is_scheme(branch: &Branch, step: usize, name: &str) -> bool {
    match branch.dependency(step).kind {
        Kind::Scheme(scheme) => same(scheme.name, name),
        _ => false,
    }
}

/// Whether a step judges the credentials of the scheme of this name.
pub(crate) const fn judges(branch: &Branch, step: usize, name: &str) -> bool {
    if !branch.dependency(step).refuses {
        return false;
    }
    let mut end = step + 1;
    while end < branch.len() && branch.is_below(end, step) {
        if is_scheme(branch, end, name) {
            return true;
        }
        end += 1;
    }
    false
}

/// Whether some function judges the credentials of the scheme of this name.
pub(crate) const fn is_refused_by_function(branch: &Branch, name: &str) -> bool {
    let mut step = 0;
    while step < branch.len() {
        if judges(branch, step, name) {
            return true;
        }
        step += 1;
    }
    false
}

/// Returns a scheme below `dependency` if the scheme does not verify credentials, and no function in between judges them.
pub(crate) const fn unjudged(dependency: &Dependency) -> Option<&'static Dependency> {
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Dependency(asked) = &dependency.needs[i] {
            let below = asked.dependency;
            let found = match &below.kind {
                Kind::Scheme(scheme) if scheme.verifies => None,
                Kind::Scheme(_) => Some(below),
                Kind::Function if below.refuses => None,
                _ => unjudged(below),
            };
            if found.is_some() {
                return found;
            }
        }
        i += 1;
    }
    None
}

/// Whether a function judges credentials that were not judged before. Until it has run, the caller is unauthenticated. For
/// an optional dependency or alternatives, the functions below count.
pub(crate) const fn judges_first(dependency: &Dependency) -> bool {
    if !matches!(dependency.kind, Kind::Optional | Kind::AnyOf) {
        return dependency.refuses && unjudged(dependency).is_some();
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Dependency(asked) = &dependency.needs[i]
            && judges_first(asked.dependency)
        {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether every function that judges the credentials of this scheme on `other` also judges them on `branch`.
pub(super) const fn judges_all_of(branch: &Branch, other: &Branch, name: &str) -> bool {
    let mut step = 0;
    while step < other.len() {
        if judges(other, step, name) && !has_judge(branch, other.dependency(step), name) {
            return false;
        }
        step += 1;
    }
    true
}

const fn has_judge(branch: &Branch, judge: &Dependency, name: &str) -> bool {
    let mut step = 0;
    while step < branch.len() {
        if branch.dependency(step).is(judge) && judges(branch, step, name) {
            return true;
        }
        step += 1;
    }
    false
}

/// Whether a function takes the scopes required of it. A function that is described by hand gets no scopes, whatever its
/// description says.
pub(crate) const fn takes_scopes(dependency: &Dependency) -> bool {
    if dependency.is_by_hand {
        return false;
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Scopes = dependency.needs[i] {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether a function enforces the scopes required of it without the help of other functions.
pub(crate) const fn enforces_by_itself(dependency: &Dependency) -> bool {
    dependency.refuses && takes_scopes(dependency)
}

/// Whether `step` enforces the scopes that `from` is required to have, on the way from `from` to the scheme at `end`.
///
/// A function beside the way does not know the caller. It can only provide the scopes to the function right above it, which
/// must be able to refuse. A function beside the way that can refuse by itself does not count. It may refuse without
/// looking at the caller, and provide nothing. A function that reaches another scheme, presented or not, enforces scopes
/// for that scheme.
pub(crate) const fn enforces(branch: &Branch, step: usize, from: usize, end: usize) -> bool {
    if !branch.is_below(step, from) || !takes_scopes(branch.dependency(step)) {
        return false;
    }
    let is_on_the_way = branch.is_below(end, step);
    let parent_refuses = match branch.parent(step) {
        Some(parent) if step != from => branch.dependency(parent).refuses,
        _ => false,
    };
    if is_on_the_way {
        branch.dependency(step).refuses || parent_refuses
    } else {
        parent_refuses && !branch.dependency(step).refuses && !reaches_scheme_beside(branch, step, end)
    }
}

/// Whether the dependency at which the way to `step` leaves the way to the scheme at `end` reaches a scheme.
const fn reaches_scheme_beside(branch: &Branch, mut step: usize, end: usize) -> bool {
    while let Some(parent) = branch.parent(step) {
        if branch.is_below(end, parent) {
            break;
        }
        step = parent;
    }
    branch.dependency(step).reaches_scheme()
}

/// Whether a function enforces the scopes that `from` is required to have of the scheme at `end`.
const fn is_enforced_from(branch: &Branch, from: usize, end: usize) -> bool {
    let mut step = from;
    while step < branch.len() {
        if enforces(branch, step, from, end) {
            return true;
        }
        step += 1;
    }
    false
}

/// Returns a step with scopes that no function enforces, and the scheme of which they are required.
pub(crate) const fn unenforced(branch: &Branch) -> Option<(usize, usize)> {
    let mut end = 0;
    while end < branch.len() {
        if let Kind::Scheme(_) = branch.dependency(end).kind {
            let mut from = Some(end);
            while let Some(step) = from {
                if !branch.asked(step).scopes.is_empty() && !is_enforced_from(branch, step, end) {
                    return Some((step, end));
                }
                from = branch.parent(step);
            }
        }
        end += 1;
    }
    None
}

/// Whether a caller on some branch past these lists is refused if a scope is missing.
pub(crate) fn enforces_some_scope(levels: Levels<'_>) -> bool {
    selected(levels).any(|(branch, clause)| {
        let requirements = clause.to_clause().0;
        requirements.iter().any(|required| {
            required.scopes.iter().any(|scope| is_enforced(&branch, required.scheme.name, scope))
        })
    })
}

/// Whether each of these scopes that is enforced on `other`, for the scheme of this name, is also enforced on `branch`.
pub(crate) const fn enforces_all(branch: &Branch, other: &Branch, name: &str, scopes: &[&str]) -> bool {
    let mut i = 0;
    while i < scopes.len() {
        if is_enforced(other, name, scopes[i]) && !is_enforced(branch, name, scopes[i]) {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether a function enforces a scope for the scheme of this name.
pub(crate) const fn is_enforced(branch: &Branch, name: &str, scope: &str) -> bool {
    let mut end = 0;
    while end < branch.len() {
        if is_scheme(branch, end, name) {
            let mut from = Some(end);
            while let Some(step) = from {
                if asks(branch, step, scope) && is_enforced_from(branch, step, end) {
                    return true;
                }
                from = branch.parent(step);
            }
        }
        end += 1;
    }
    false
}

const fn asks(branch: &Branch, step: usize, scope: &str) -> bool {
    let scopes = branch.asked(step).scopes;
    let mut i = 0;
    while i < scopes.len() {
        if same(scopes[i], scope) {
            return true;
        }
        i += 1;
    }
    false
}
