//! Which of two operations is protected less: by what a caller must present, by who can refuse it, and by who enforces scopes.

use super::branch::{Branch, Levels, count, select};
use super::clause::FixedClause;
use super::enforcement::{enforces_all, judges_all_of};

/// Whether every caller who gets past `b` gets past `a`, and some caller gets past `a` alone.
pub(crate) const fn is_weaker(a: Levels<'_>, b: Levels<'_>) -> bool {
    lets_in_all_of(a, b) && !lets_in_all_of(b, a)
}

/// Whether every caller who gets past `other` gets past these.
const fn lets_in_all_of(levels: Levels<'_>, other: Levels<'_>) -> bool {
    let branches = count(other);
    let mut i = 0;
    while i < branches {
        if let Some((branch, clause)) = select(other, i)
            && !lets_in(levels, &branch, &clause)
        {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether a caller who takes this branch, and presents exactly what its clause requires, gets past these.
const fn lets_in(levels: Levels<'_>, taken: &Branch, presented: &FixedClause) -> bool {
    let branches = count(levels);
    let mut i = 0;
    while i < branches {
        if let Some((branch, clause)) = select(levels, i)
            && is_passed(&branch, &clause, taken, presented)
        {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether a caller who gets past `taken` gets past a branch: every requirement is one of `taken`, and nobody judges it who does
/// not judge it there.
const fn is_passed(branch: &Branch, clause: &FixedClause, taken: &Branch, presented: &FixedClause) -> bool {
    let required = clause.required();
    let mut i = 0;
    while i < required.len() {
        if let Some(wanted) = &required[i] {
            let name = wanted.scheme.name;
            let Some(held) = presented.of_scheme(name) else { return false };
            let is_held = held.has_all_of(wanted)
                && (held.scheme.verifies || !wanted.scheme.verifies)
                && judges_all_of(taken, branch, name)
                && enforces_all(taken, branch, name, wanted.scopes());
            if !is_held {
                return false;
            }
        }
        i += 1;
    }
    true
}
