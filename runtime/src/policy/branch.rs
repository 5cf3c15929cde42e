//! One way past everything that an operation depends on, decoded from its number.

use super::clause::{FixedClause, two_values};
use super::selection::is_selected;
use crate::graph::{Asked, Dependency, Kind, Need};

/// The lists of what is resolved for an operation, outermost first: those in front of it, and its own.
pub(crate) type Levels<'a> = &'a [&'static [Need]];

/// More branches than this are an error of the program.
pub(crate) const BRANCHES: usize = 64;

/// More dependencies than this below one operation, each counted once for every way to it, are an error of the program.
pub(crate) const STEPS: usize = 512;

/// The dependencies that are resolved on one branch, each before what it depends on.
#[derive(Clone, Copy)]
pub(crate) struct Branch {
    steps: [Step; STEPS],
    length: usize,
}

/// A dependency on a branch.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    asked: Option<&'static Asked>,
    /// The step that depends on it, if it is not the operation or a list.
    parent: Option<u16>,
    /// Which of the lists it comes from.
    level: u8,
    /// Its place among what the parent depends on, or in the list.
    place: u16,
}

/// Whether there are more dependencies below these lists than a branch can have, all alternatives together.
pub(crate) const fn is_too_large(levels: Levels<'_>) -> bool {
    let (mut left, mut i) = (STEPS, 0);
    while i < levels.len() {
        left = match left_after(levels[i], left) {
            Some(left) => left,
            None => return true,
        };
        i += 1;
    }
    false
}

const fn left_after(needs: &'static [Need], mut left: usize) -> Option<usize> {
    let mut i = 0;
    while i < needs.len() {
        if let Need::Dependency(asked) = &needs[i] {
            if left == 0 {
                return None;
            }
            left = match left_after(asked.dependency.needs, left - 1) {
                Some(left) => left,
                None => return None,
            };
        }
        i += 1;
    }
    Some(left)
}

/// How many branches lead past these lists. Several may have one clause.
pub(crate) const fn count(levels: Levels<'_>) -> usize {
    let mut count = 1usize;
    let mut i = 0;
    while i < levels.len() {
        count = count.saturating_mul(count_all(levels[i]));
        i += 1;
    }
    count
}

const fn count_all(needs: &'static [Need]) -> usize {
    let mut count = 1usize;
    let mut i = 0;
    while i < needs.len() {
        count = count.saturating_mul(count_one(&needs[i]));
        i += 1;
    }
    count
}

const fn count_one(need: &'static Need) -> usize {
    let Need::Dependency(asked) = need else { return 1 };
    let needs = asked.dependency.needs;
    match asked.dependency.kind {
        Kind::Function | Kind::Scheme(_) | Kind::Body(_) => count_all(needs),
        Kind::Optional => count_all(needs).saturating_add(1),
        Kind::AnyOf => {
            let mut count = 0usize;
            let mut i = 0;
            while i < needs.len() {
                count = count.saturating_add(count_one(&needs[i]));
                i += 1;
            }
            count
        }
    }
}

/// The branch of this number with its clause, or none where no caller is led there: one who presents what the clause requires
/// takes another branch, or no request can present it.
pub(crate) const fn select(levels: Levels<'_>, number: usize) -> Option<(Branch, FixedClause)> {
    let branch = Branch::decode(levels, number);
    let clause = FixedClause::of(&branch);
    // Most often there is no choice.
    if count(levels) == 1 || (two_values(&clause).is_none() && is_selected(&branch, levels, &clause)) {
        Some((branch, clause))
    } else {
        None
    }
}

/// All branches that callers take, in the order in which they are tried.
pub(crate) fn selected(levels: Levels<'_>) -> impl Iterator<Item = (Branch, FixedClause)> {
    (0..count(levels)).filter_map(move |number| select(levels, number))
}

impl Branch {
    /// The branch of this number, whether or not a caller takes it.
    pub(crate) const fn decode(levels: Levels<'_>, number: usize) -> Self {
        let unused = Step { asked: None, parent: None, level: 0, place: 0 };
        let mut branch = Self { steps: [unused; STEPS], length: 0 };
        let (mut left, mut rest) = (count(levels), number);
        let mut level = 0;
        while level < levels.len() {
            left /= count_all(levels[level]);
            branch.add_all(levels[level], rest / left, None, level as u8);
            rest %= left;
            level += 1;
        }
        branch
    }

    const fn add_all(&mut self, needs: &'static [Need], mut number: usize, parent: Option<u16>, level: u8) {
        let mut left = count_all(needs);
        let mut i = 0;
        while i < needs.len() {
            left /= count_one(&needs[i]);
            self.add(needs, i, number / left, parent, level);
            number %= left;
            i += 1;
        }
    }

    const fn add(
        &mut self,
        needs: &'static [Need],
        place: usize,
        mut number: usize,
        parent: Option<u16>,
        level: u8,
    ) {
        let Need::Dependency(asked) = &needs[place] else { return };
        assert!(self.length < STEPS, "`is_too_large` is asked before");
        let own = Some(self.length as u16);
        self.steps[self.length] = Step { asked: Some(asked), parent, level, place: place as u16 };
        self.length += 1;
        let needs = asked.dependency.needs;
        match asked.dependency.kind {
            Kind::Function | Kind::Body(_) | Kind::Scheme(_) => self.add_all(needs, number, own, level),
            Kind::Optional => {
                if number < count_all(needs) {
                    self.add_all(needs, number, own, level);
                }
            }
            Kind::AnyOf => {
                let mut i = 0;
                while i < needs.len() {
                    let branches = count_one(&needs[i]);
                    if number < branches {
                        return self.add(needs, i, number, own, level);
                    }
                    number -= branches;
                    i += 1;
                }
            }
        }
    }

    /// How many steps there are.
    pub(crate) const fn len(&self) -> usize {
        self.length
    }

    /// How the dependency of a step is asked for.
    pub(crate) const fn asked(&self, step: usize) -> &'static Asked {
        match self.steps[step].asked {
            Some(asked) => asked,
            None => panic!("there are fewer steps"),
        }
    }

    /// The dependency of a step.
    pub(crate) const fn dependency(&self, step: usize) -> &'static Dependency {
        self.asked(step).dependency
    }

    /// The step that depends on another.
    pub(crate) const fn parent(&self, step: usize) -> Option<usize> {
        match self.steps[step].parent {
            Some(parent) => Some(parent as usize),
            None => None,
        }
    }

    /// The list that a step comes from.
    pub(crate) const fn level(&self, step: usize) -> usize {
        self.steps[step].level as usize
    }

    /// The place of a step among what its parent depends on, or in its list.
    pub(crate) const fn place(&self, step: usize) -> usize {
        self.steps[step].place as usize
    }

    /// The first step that the parent depends on, if the branch takes one: of alternatives it is the one that is taken.
    pub(crate) const fn first_below(&self, parent: usize) -> Option<usize> {
        // Each step comes right before what it depends on.
        let next = parent + 1;
        match self.parent_of(next) {
            Some(found) if found == parent => Some(next),
            _ => None,
        }
    }

    const fn parent_of(&self, step: usize) -> Option<usize> {
        if step < self.length { self.parent(step) } else { None }
    }

    /// Whether `step` is `ancestor`, or is resolved for it.
    pub(crate) const fn is_below(&self, mut step: usize, ancestor: usize) -> bool {
        loop {
            if step == ancestor {
                return true;
            }
            match self.parent(step) {
                Some(parent) => step = parent,
                None => return false,
            }
        }
    }

    /// Whether a scheme is resolved for a step, or is it.
    pub(crate) const fn reaches_scheme(&self, step: usize) -> bool {
        let mut below = step;
        while below < self.length && self.is_below(below, step) {
            if let Kind::Scheme(_) = self.dependency(below).kind {
                return true;
            }
            below += 1;
        }
        false
    }
}
