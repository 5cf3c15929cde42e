//! The order of operations by protection. An operation is protected by what a caller must present, by the functions that
//! can refuse the caller, and by those that enforce scopes.

use super::branch::{BRANCHES, Branch, Branches, Choices, Levels};
use super::clause::FixedClause;
use super::enforcement::{enforces_all, judges_all_of};
use crate::graph::{Asked, Need, same_texts};

/// Whether every caller who gets past `b` also gets past `a`, and some caller gets past `a` only.
pub(crate) const fn is_weaker(a: Levels<'_>, b: Levels<'_>) -> bool {
    // Most often, two operations have the same dependencies. Then the compiler need not look at every branch.
    if depend_on_the_same(a, b) {
        return false;
    }
    let (of_a, of_b) = (Selected::of(a), Selected::of(b));
    of_a.lets_in_all_of(&of_b) && !of_b.lets_in_all_of(&of_a)
}

/// Whether two operations have the same dependencies, in the same order and with the same scopes.
const fn depend_on_the_same(a: Levels<'_>, b: Levels<'_>) -> bool {
    let (mut a, mut b) = (Dependencies::of(a), Dependencies::of(b));
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.dependency.is(b.dependency) && same_texts(a.scopes, b.scopes) => {}
            _ => return false,
        }
    }
}

/// The dependencies of some lists, one after the other.
struct Dependencies<'a> {
    levels: Levels<'a>,
    level: usize,
    at: usize,
}

impl<'a> Dependencies<'a> {
    const fn of(levels: Levels<'a>) -> Self {
        Self { levels, level: 0, at: 0 }
    }

    const fn next(&mut self) -> Option<&'static Asked> {
        while self.level < self.levels.len() {
            let needs = self.levels[self.level];
            while self.at < needs.len() {
                self.at += 1;
                if let Need::Dependency(asked) = &needs[self.at - 1] {
                    return Some(asked);
                }
            }
            self.level += 1;
            self.at = 0;
        }
        None
    }
}

/// The selected branches of an operation.
struct Selected<'a> {
    levels: Levels<'a>,
    choices: [Choices; BRANCHES],
    /// The schemes that each clause requires, as bits. Several schemes may share a bit. If a bit is missing from those of
    /// the presented schemes, the clause does not hold.
    schemes: [u64; BRANCHES],
    length: usize,
}

impl<'a> Selected<'a> {
    const fn of(levels: Levels<'a>) -> Self {
        let mut selected =
            Self { levels, choices: [Choices::NONE; BRANCHES], schemes: [0; BRANCHES], length: 0 };
        let mut branches = Branches::of(levels);
        while let Some((branch, clause)) = branches.next_selected() {
            selected.choices[selected.length] = *branch.choices();
            selected.schemes[selected.length] = bits(clause);
            selected.length += 1;
        }
        selected
    }

    /// Whether every caller who gets past `other` also gets past these branches.
    const fn lets_in_all_of(&self, other: &Self) -> bool {
        let (mut taken, mut own) = (Branches::of(other.levels), Branches::of(self.levels));
        let mut i = 0;
        while i < other.length {
            let (branch, clause) = taken.at(&other.choices[i]);
            if !self.lets_in(branch, clause, &mut own) {
                return false;
            }
            i += 1;
        }
        true
    }

    /// Whether a caller who takes the branch `taken`, and presents exactly what its clause requires, also gets past one of
    /// these branches. `own` reads these branches.
    const fn lets_in(&self, taken: &Branch, presented: &FixedClause, own: &mut Branches<'_>) -> bool {
        let (mut i, held) = (0, bits(presented));
        while i < self.length {
            if self.schemes[i] & !held == 0 {
                let (branch, clause) = own.at(&self.choices[i]);
                if is_passed(branch, clause, taken, presented) {
                    return true;
                }
            }
            i += 1;
        }
        false
    }
}

/// Returns a bit for each scheme of a clause, computed from its name.
const fn bits(clause: &FixedClause) -> u64 {
    let (mut bits, mut i) = (0, 0);
    while i < clause.required().len() {
        if let Some(required) = &clause.required()[i]
            && let [first, .., last] = required.scheme.name.as_bytes()
        {
            bits |= 1 << ((required.scheme.name.len() * 5 + *first as usize * 7 + *last as usize) % 64);
        }
        i += 1;
    }
    bits
}

/// Whether a caller who gets past `taken` also gets past `branch`. What the caller presents must meet each requirement.
/// Every function that judges the credentials on `branch` must judge them on `taken`, too. Every required scope that is
/// enforced on `branch` must be enforced on `taken`.
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
