//! Which of two operations lets in more callers.

use crate::graph::{Folded, Need, count, fold};

/// Whether whoever gets past `b` gets past `a`, too, and somebody gets past `a` alone.
pub(super) const fn is_weaker(a: &[&'static [Need]], b: &[&'static [Need]]) -> bool {
    lets_in_all_of(a, b) && !lets_in_all_of(b, a)
}

/// Whether everybody who gets past `other` gets past these.
const fn lets_in_all_of(levels: &[&'static [Need]], other: &[&'static [Need]]) -> bool {
    let ways = count(other);
    let mut i = 0;
    while i < ways {
        if let Some(clause) = fold(other, i)
            && !lets_in(levels, &clause)
        {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether a caller who presents just what a clause requires gets past these.
const fn lets_in(levels: &[&'static [Need]], caller: &Folded) -> bool {
    let ways = count(levels);
    let mut i = 0;
    while i < ways {
        if let Some(clause) = fold(levels, i)
            && caller.satisfies(&clause)
        {
            return true;
        }
        i += 1;
    }
    false
}
