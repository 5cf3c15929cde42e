//! The selection of a branch for a caller who presents credentials for some schemes. The server applies it to a request.
//! For a clause, it is applied to a caller who presents exactly what the clause requires.
//!
//! Schemes are identified by their names. `here` holds the schemes for which credentials are presented, valid or not.
//! `mandatory` holds those of them that every caller must present in any case. They do not show which alternative the
//! caller wants.

use super::branch::{Branch, Levels};
use super::clause::{FixedClause, FixedRequirement};
use crate::graph::{Asked, Kind, Need, Scheme, same};

/// The schemes of a clause, and as many more that read the same places.
const SCHEMES: usize = 2 * super::clause::SCHEMES;

/// Whether a caller who presents what the clause of a branch requires takes that branch.
pub(super) const fn is_selected(branch: &Branch, levels: Levels<'_>, clause: &FixedClause) -> bool {
    if branch.is_only_one() {
        return true;
    }
    let caller = Caller::of(levels, clause);
    let mut step = 0;
    while step < branch.len() {
        let is_taken = match branch.dependency(step).kind {
            Kind::Function | Kind::Body(_) | Kind::Scheme(_) => true,
            Kind::Optional => is_optional_taken(branch, step, &caller),
            Kind::AnyOf => is_alternative_taken(branch, step, &caller),
        };
        if !is_taken {
            return false;
        }
        step += 1;
    }
    true
}

const fn is_optional_taken(branch: &Branch, step: usize, caller: &Caller) -> bool {
    let needs = branch.dependency(step).needs;
    let mut is_taken = false;
    let mut i = 0;
    while i < needs.len() {
        is_taken |= is_wanted(&needs[i], caller.here(), caller.mandatory());
        i += 1;
    }
    branch.first_below(step).is_some() == is_taken
}

const fn is_alternative_taken(branch: &Branch, step: usize, caller: &Caller) -> bool {
    let needs = branch.dependency(step).needs;
    let Some(taken) = branch.first_below(step) else { return false };
    let mut begun = false;
    let mut i = 0;
    while i < needs.len() {
        let turn = turn(&needs[i], begun, caller.here(), caller.mandatory());
        if i == branch.place(taken) {
            return matches!(turn, Turn::Taken);
        }
        if !matches!(turn, Turn::Passed) {
            return false;
        }
        begun |= is_begun(&needs[i], caller.here(), caller.mandatory());
        i += 1;
    }
    false
}

/// A caller who presents what a clause requires.
struct Caller {
    here: [&'static str; SCHEMES],
    presented: usize,
    mandatory: [&'static str; SCHEMES],
    required: usize,
}

impl Caller {
    const fn of(levels: Levels<'_>, clause: &FixedClause) -> Self {
        let mut caller = Self { here: [""; SCHEMES], presented: 0, mandatory: [""; SCHEMES], required: 0 };
        let required = clause.required();
        while caller.presented < required.len() {
            if let Some(required) = &required[caller.presented] {
                let name = required.scheme.name;
                caller.here[caller.presented] = name;
                if is_mandatory(levels, name) {
                    caller.mandatory[caller.required] = name;
                    caller.required += 1;
                }
            }
            caller.presented += 1;
        }
        let mut level = 0;
        while level < levels.len() {
            caller.present_alike(levels[level], required);
            level += 1;
        }
        caller
    }

    /// Adds the schemes that read a place where something is presented. The caller presents it for those schemes, too.
    const fn present_alike(&mut self, needs: &'static [Need], required: &[Option<FixedRequirement>]) {
        let mut i = 0;
        while i < needs.len() {
            if let Need::Dependency(asked) = &needs[i] {
                if let Kind::Scheme(scheme) = &asked.dependency.kind
                    && self.presented < SCHEMES
                    && !holds(self.here(), scheme.name)
                    && is_presented(required, scheme)
                {
                    self.here[self.presented] = scheme.name;
                    self.presented += 1;
                }
                self.present_alike(asked.dependency.needs, required);
            }
            i += 1;
        }
    }

    const fn here(&self) -> &[&'static str] {
        self.here.split_at(self.presented).0
    }

    const fn mandatory(&self) -> &[&'static str] {
        self.mandatory.split_at(self.required).0
    }
}

/// Whether what a clause requires is also presented for another scheme, which reads the same place.
const fn is_presented(required: &[Option<FixedRequirement>], scheme: &Scheme) -> bool {
    let mut i = 0;
    while i < required.len() {
        if let Some(required) = &required[i]
            && required.scheme.reads_the_place_of(scheme)
        {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether everything that one branch of a need requires is presented.
pub(crate) const fn is_complete(need: &'static Need, here: &[&'static str]) -> bool {
    let Need::Dependency(Asked { dependency, .. }) = need else { return true };
    let needs = dependency.needs;
    match &dependency.kind {
        Kind::Scheme(scheme) => holds(here, scheme.name),
        Kind::Optional => true,
        Kind::Function | Kind::Body(_) => {
            let mut i = 0;
            while i < needs.len() {
                if !is_complete(&needs[i], here) {
                    return false;
                }
                i += 1;
            }
            true
        }
        Kind::AnyOf => {
            let mut i = 0;
            while i < needs.len() {
                if is_complete(&needs[i], here) {
                    return true;
                }
                i += 1;
            }
            false
        }
    }
}

/// Whether something is presented for a need, complete or not.
pub(crate) const fn is_begun(need: &'static Need, here: &[&'static str], mandatory: &[&'static str]) -> bool {
    let Need::Dependency(Asked { dependency, .. }) = need else { return false };
    if let Kind::Scheme(scheme) = &dependency.kind {
        return holds(here, scheme.name) && !holds(mandatory, scheme.name);
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        if is_begun(&dependency.needs[i], here, mandatory) {
            return true;
        }
        // No alternative is tried after one that every caller satisfies.
        if matches!(dependency.kind, Kind::AnyOf) && is_complete(&dependency.needs[i], mandatory) {
            return false;
        }
        i += 1;
    }
    false
}

/// Whether an optional dependency is resolved. A caller who presents a part of it must present all of it.
pub(crate) const fn is_wanted(
    need: &'static Need,
    here: &[&'static str],
    mandatory: &[&'static str],
) -> bool {
    is_complete(need, here) || is_begun(need, here, mandatory)
}

/// The decision of an alternative about a caller, if no alternative before it has decided.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// The caller takes the alternative.
    Taken,
    /// The alternative is for a caller who presents nothing, but this caller has presented something for an earlier
    /// alternative.
    Refused,
    /// The next alternative is tried.
    Passed,
}

/// Returns the decision of an alternative. The first alternative for which everything is presented decides. `begun` is
/// whether something is presented for an earlier one.
pub(crate) const fn turn(
    need: &'static Need,
    begun: bool,
    here: &[&'static str],
    mandatory: &[&'static str],
) -> Turn {
    if !is_complete(need, here) {
        Turn::Passed
    } else if begun && !is_begun(need, here, mandatory) {
        Turn::Refused
    } else {
        Turn::Taken
    }
}

/// Whether every caller must present credentials for the scheme of this name to get past these lists.
pub(crate) const fn is_mandatory(levels: Levels<'_>, name: &str) -> bool {
    let mut i = 0;
    while i < levels.len() {
        if is_required_by_any(levels[i], name) {
            return true;
        }
        i += 1;
    }
    false
}

const fn is_required_by_any(needs: &'static [Need], name: &str) -> bool {
    let mut i = 0;
    while i < needs.len() {
        if is_required_by(&needs[i], name) {
            return true;
        }
        i += 1;
    }
    false
}

const fn is_required_by(need: &'static Need, name: &str) -> bool {
    let Need::Dependency(Asked { dependency, .. }) = need else { return false };
    match &dependency.kind {
        Kind::Scheme(scheme) => same(scheme.name, name),
        Kind::Optional => false,
        Kind::Function | Kind::Body(_) => is_required_by_any(dependency.needs, name),
        Kind::AnyOf => {
            let mut i = 0;
            while i < dependency.needs.len() {
                if !is_required_by(&dependency.needs[i], name) {
                    return false;
                }
                i += 1;
            }
            i > 0
        }
    }
}

const fn holds(names: &[&'static str], name: &str) -> bool {
    let mut i = 0;
    while i < names.len() {
        if same(names[i], name) {
            return true;
        }
        i += 1;
    }
    false
}
