//! Which way is taken through alternatives, and past what is optional, for a caller who presents credentials for some
//! schemes. The server asks it for a request, and the fold of clauses for a caller who presents just what a clause requires.
//!
//! Schemes are known by their names. `here` are those for which credentials are presented, well or badly; `mandatory`
//! those of them that every caller must present in any case, which say nothing about what he wants.

use super::{Asked, Kind, Need, same};

/// Whether all is presented that one way to satisfy a need asks for.
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

/// Whether something is presented for a need, be it complete or not.
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
        // After one that all callers satisfy, no alternative is looked at.
        if matches!(dependency.kind, Kind::AnyOf) && is_complete(&dependency.needs[i], mandatory) {
            return false;
        }
        i += 1;
    }
    false
}

/// Whether what is optional is resolved: whoever has begun must go on to the end.
pub(crate) const fn is_wanted(
    need: &'static Need,
    here: &[&'static str],
    mandatory: &[&'static str],
) -> bool {
    is_complete(need, here) || is_begun(need, here, mandatory)
}

/// What becomes of a caller at an alternative, when none before it has decided.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Turn {
    /// It is his way.
    Taken,
    /// It would be that of somebody who presents nothing, and he has begun with an alternative before it.
    Refused,
    /// The next one is looked at.
    Passed,
}

/// The first alternative of which all is presented decides. `begun` says whether something is presented for one before it.
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

/// Whether nobody gets past these lists without credentials for the scheme of this name.
pub(crate) const fn is_mandatory(levels: &[&'static [Need]], name: &str) -> bool {
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
