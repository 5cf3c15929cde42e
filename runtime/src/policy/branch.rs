//! One way past everything that an operation depends on, and all of them.

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
    choices: Choices,
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

/// What is taken on a branch where a dependency leaves a choice, in the order in which they are come to.
#[derive(Clone, Copy)]
pub(super) struct Choices {
    made: [Choice; BRANCHES],
    length: usize,
    /// Whether there are more than fit, and so too many branches.
    is_full: bool,
}

#[derive(Clone, Copy)]
struct Choice {
    /// The first step that leaves it.
    step: u16,
    /// The place of the alternative; of an optional dependency 0 is with it, and 1 without.
    taken: u16,
    /// How many there are.
    of: u16,
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

impl Choices {
    pub(super) const NONE: Self =
        Self { made: [Choice { step: 0, taken: 0, of: 0 }; BRANCHES], length: 0, is_full: false };

    /// Makes the last choice anew that leaves another alternative, and drops those after it.
    const fn advance(&mut self) -> bool {
        while self.length > 0 {
            let last = &mut self.made[self.length - 1];
            if last.taken + 1 < last.of {
                last.taken += 1;
                return true;
            }
            self.length -= 1;
        }
        false
    }
}

/// The branches past some lists, one after the other, in the order in which they are tried. Several may have one clause. They are
/// read in place: a branch is large, and the compiler copies slowly.
pub(crate) struct Branches<'a> {
    levels: Levels<'a>,
    branch: Branch,
    clause: FixedClause,
    is_begun: bool,
}

impl<'a> Branches<'a> {
    pub(crate) const fn of(levels: Levels<'a>) -> Self {
        Self { levels, branch: Branch::NOTHING, clause: FixedClause::NOTHING, is_begun: false }
    }

    /// The next one, whether or not a caller takes it.
    pub(crate) const fn next(&mut self) -> Option<(&Branch, &FixedClause)> {
        if self.advance() { Some((&self.branch, &self.clause)) } else { None }
    }

    /// The next one that callers take, with its clause: one who presents what it requires takes no other branch, and a request can
    /// present it.
    pub(crate) const fn next_selected(&mut self) -> Option<(&Branch, &FixedClause)> {
        while self.advance() {
            if self.branch.is_only_one()
                || (two_values(&self.clause).is_none()
                    && is_selected(&self.branch, self.levels, &self.clause))
            {
                return Some((&self.branch, &self.clause));
            }
        }
        None
    }

    /// The one on which these choices are made.
    pub(super) const fn at(&mut self, choices: &Choices) -> (&Branch, &FixedClause) {
        self.branch.choices = *choices;
        self.read();
        (&self.branch, &self.clause)
    }

    const fn advance(&mut self) -> bool {
        if self.is_begun && !self.branch.choices.advance() {
            return false;
        }
        self.is_begun = true;
        self.read();
        true
    }

    const fn read(&mut self) {
        self.branch.read(self.levels);
        self.clause.read(&self.branch);
    }
}

/// Whether there are more branches past these lists than are compared.
pub(crate) const fn are_too_many(levels: Levels<'_>) -> bool {
    if most(levels) <= BRANCHES {
        return false;
    }
    let (mut branches, mut left) = (Branches::of(levels), BRANCHES);
    while let Some((branch, _)) = branches.next() {
        if left == 0 || branch.choices.is_full {
            return true;
        }
        left -= 1;
    }
    false
}

/// No fewer than there are branches: what is reached twice is counted twice.
const fn most(levels: Levels<'_>) -> usize {
    let (mut most, mut level) = (1usize, 0);
    while level < levels.len() {
        most = most.saturating_mul(most_below(levels[level]));
        level += 1;
    }
    most
}

const fn most_below(needs: &'static [Need]) -> usize {
    let (mut most, mut i) = (1usize, 0);
    while i < needs.len() {
        if let Need::Dependency(asked) = &needs[i] {
            let below = asked.dependency.needs;
            let choice = match asked.dependency.kind {
                Kind::Optional => 2,
                Kind::AnyOf if !below.is_empty() => below.len(),
                Kind::AnyOf | Kind::Function | Kind::Body(_) | Kind::Scheme(_) => 1,
            };
            most = most.saturating_mul(choice).saturating_mul(most_below(below));
        }
        i += 1;
    }
    most
}

/// All branches that callers take.
pub(crate) fn selected(levels: Levels<'_>) -> impl Iterator<Item = (Branch, FixedClause)> {
    let mut branches = Branches::of(levels);
    std::iter::from_fn(move || branches.next_selected().map(|(branch, clause)| (*branch, *clause)))
}

impl Branch {
    const NOTHING: Self = Self {
        steps: [Step { asked: None, parent: None, level: 0, place: 0 }; STEPS],
        length: 0,
        choices: Choices::NONE,
    };

    /// Reads the branch on which its choices are made, and the first alternative is taken wherever another is left.
    const fn read(&mut self, levels: Levels<'_>) {
        self.length = 0;
        let mut level = 0;
        while level < levels.len() {
            self.add_all(levels[level], None, level as u8);
            level += 1;
        }
    }

    const fn add_all(&mut self, needs: &'static [Need], parent: Option<u16>, level: u8) {
        let mut i = 0;
        while i < needs.len() {
            self.add(needs, i, parent, level);
            i += 1;
        }
    }

    const fn add(&mut self, needs: &'static [Need], place: usize, parent: Option<u16>, level: u8) {
        let Need::Dependency(asked) = &needs[place] else { return };
        assert!(self.length < STEPS, "`is_too_large` is asked before");
        let own = Some(self.length as u16);
        self.steps[self.length] = Step { asked: Some(asked), parent, level, place: place as u16 };
        self.length += 1;
        let needs = asked.dependency.needs;
        match asked.dependency.kind {
            Kind::Function | Kind::Body(_) | Kind::Scheme(_) => self.add_all(needs, own, level),
            Kind::Optional => {
                if self.taken(asked.dependency, 2) == 0 {
                    self.add_all(needs, own, level);
                }
            }
            Kind::AnyOf => {
                if !needs.is_empty() {
                    let taken = self.taken(asked.dependency, needs.len());
                    self.add(needs, taken, own, level);
                }
            }
        }
    }

    /// What is taken at the last step, of so many alternatives: of one that was chosen before, the same, since what a caller
    /// presents is the same for all of a request; and else the first.
    const fn taken(&mut self, dependency: &'static Dependency, of: usize) -> usize {
        let mut i = 0;
        while i < self.choices.length {
            let choice = self.choices.made[i];
            let step = choice.step as usize;
            if step < self.length && self.dependency(step).is(dependency) {
                return choice.taken as usize;
            }
            i += 1;
        }
        if self.choices.length == BRANCHES {
            self.choices.is_full = true;
        } else if of > 1 {
            let step = (self.length - 1) as u16;
            self.choices.made[self.choices.length] = Choice { step, taken: 0, of: of as u16 };
            self.choices.length += 1;
        }
        0
    }

    /// The choices that are made on it.
    pub(super) const fn choices(&self) -> &Choices {
        &self.choices
    }

    /// Whether there is no other.
    pub(super) const fn is_only_one(&self) -> bool {
        self.choices.length == 0
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
