//! Which of two operations is protected less: by what a caller must present, by who can refuse it, and by who enforces scopes.

use super::branch::{BRANCHES, Branch, Levels, count, select};
use super::clause::FixedClause;
use super::enforcement::{enforces_all, judges_all_of};
use crate::graph::{Asked, Need, same_texts};

/// Whether every caller who gets past `b` gets past `a`, and some caller gets past `a` alone.
pub(crate) const fn is_weaker(a: Levels<'_>, b: Levels<'_>) -> bool {
    // Most often two operations depend on the same, and the compiler need not look at every branch.
    if depend_on_the_same(a, b) {
        return false;
    }
    let (of_a, of_b) = (Selected::of(a), Selected::of(b));
    of_a.lets_in_all_of(&of_b) && !of_b.lets_in_all_of(&of_a)
}

/// Whether the dependencies of two operations are the same, in one order, asked for with the same scopes.
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

/// The branches of an operation that callers take, each known by its number.
struct Selected<'a> {
    levels: Levels<'a>,
    /// A bit for each.
    numbers: u64,
    /// The schemes that the clause of each requires, a bit for each, perhaps the same one for several: a clause with a bit that a
    /// caller has not lets none in.
    schemes: [u64; BRANCHES],
}

impl<'a> Selected<'a> {
    const fn of(levels: Levels<'a>) -> Self {
        let mut selected = Self { levels, numbers: 0, schemes: [0; BRANCHES] };
        let (branches, mut number) = (count(levels), 0);
        while number < branches && number < BRANCHES {
            if let Some((_, clause)) = select(levels, number) {
                selected.numbers |= 1 << number;
                selected.schemes[number] = bits(&clause);
            }
            number += 1;
        }
        selected
    }

    const fn has(&self, number: usize) -> bool {
        self.numbers >> number & 1 == 1
    }

    /// Whether every caller who gets past `other` gets past these.
    const fn lets_in_all_of(&self, other: &Self) -> bool {
        let mut number = 0;
        while number < BRANCHES {
            if other.has(number) {
                let taken = Branch::decode(other.levels, number);
                if !self.lets_in(&taken, &FixedClause::of(&taken)) {
                    return false;
                }
            }
            number += 1;
        }
        true
    }

    /// Whether a caller who takes this branch, and presents exactly what its clause requires, gets past these.
    const fn lets_in(&self, taken: &Branch, presented: &FixedClause) -> bool {
        let (mut number, held) = (0, bits(presented));
        while number < BRANCHES {
            if self.has(number) && self.schemes[number] & !held == 0 {
                let branch = Branch::decode(self.levels, number);
                if is_passed(&branch, &FixedClause::of(&branch), taken, presented) {
                    return true;
                }
            }
            number += 1;
        }
        false
    }
}

/// A bit for each scheme of a clause, by its name.
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
