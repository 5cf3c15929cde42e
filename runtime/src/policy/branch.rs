//! A branch: one way past everything that an operation depends on.

use super::clause::{FixedClause, two_values};
use super::selection::is_selected;
use crate::graph::{Asked, Dependency, Kind, Need};

/// The lists of needs that are resolved for an operation, outermost first: the guards' lists, then the operation's own
/// list.
pub(crate) type Levels<'a> = &'a [&'static [Need]];

/// The most branches that an operation may have. More are an error of the program.
pub(crate) const BRANCHES: usize = 64;

/// The most dependencies below one operation, each counted once for every way to it. More are an error of the program.
pub(crate) const STEPS: usize = 512;

/// The dependencies that are resolved on one branch, each before its own dependencies.
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
    /// The step that depends on this one. `None` for a dependency of the operation itself, or of a guard.
    parent: Option<u16>,
    /// The list that the step comes from.
    level: u8,
    /// The position among the parent's needs, or in the list.
    place: u16,
}

/// The choices made on a branch, in the order in which its dependencies leave them.
#[derive(Clone, Copy)]
pub(super) struct Choices {
    made: [Choice; BRANCHES],
    length: usize,
    /// Whether there are more choices than fit, and therefore too many branches.
    is_full: bool,
}

#[derive(Clone, Copy)]
struct Choice {
    /// The first step that leaves the choice.
    step: u16,
    /// The position of the alternative. For an optional dependency, 0 is with the dependency and 1 without.
    taken: u16,
    /// The number of alternatives.
    of: u16,
}

/// Whether there are more dependencies below these lists than a branch can hold. The dependencies of all alternatives
/// count.
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

    /// Moves the last choice that has another alternative to that alternative, and drops the choices after it.
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

/// The branches past some lists, one after the other, in the order in which they are tried. Several branches may have the
/// same clause. They are read in place, because a branch is large and the compiler copies slowly.
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

    /// Returns the next branch, whether or not it is selected for a caller.
    pub(crate) const fn next(&mut self) -> Option<(&Branch, &FixedClause)> {
        if self.advance() { Some((&self.branch, &self.clause)) } else { None }
    }

    /// Returns the next selected branch, with its clause. The only branch of an operation is always selected. One of
    /// several is selected if a request can present what its clause requires, and a caller who presents exactly that takes
    /// the branch.
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

    /// Returns the branch on which these choices are made.
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

/// Returns an upper bound for the number of branches. A choice that is reached twice counts twice.
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

/// Returns all selected branches.
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

    /// Reads the branch on which these choices are made. Any choice that is left open takes the first alternative.
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

    /// Returns the choice taken at the last step, among `of` alternatives. If a choice was made for the same dependency
    /// before, that choice is taken again. A caller presents the same credentials for the whole request. Otherwise, the
    /// first alternative is taken.
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

    /// Returns the choices made on the branch.
    pub(super) const fn choices(&self) -> &Choices {
        &self.choices
    }

    /// Whether this is the only branch.
    pub(super) const fn is_only_one(&self) -> bool {
        self.choices.length == 0
    }

    /// Returns the number of steps.
    pub(crate) const fn len(&self) -> usize {
        self.length
    }

    /// Returns the dependency of a step as its parent requires it: with scopes, and cached or not.
    pub(crate) const fn asked(&self, step: usize) -> &'static Asked {
        match self.steps[step].asked {
            Some(asked) => asked,
            None => panic!("there are fewer steps"),
        }
    }

    /// Returns the dependency of a step.
    pub(crate) const fn dependency(&self, step: usize) -> &'static Dependency {
        self.asked(step).dependency
    }

    /// Returns the step that depends on another one.
    pub(crate) const fn parent(&self, step: usize) -> Option<usize> {
        match self.steps[step].parent {
            Some(parent) => Some(parent as usize),
            None => None,
        }
    }

    /// Returns the list that a step comes from.
    pub(crate) const fn level(&self, step: usize) -> usize {
        self.steps[step].level as usize
    }

    /// Returns the position of a step among its parent's needs, or in its list.
    pub(crate) const fn place(&self, step: usize) -> usize {
        self.steps[step].place as usize
    }

    /// Returns the first step that the parent depends on, if the branch takes one. For alternatives, that is the
    /// alternative that is taken.
    pub(crate) const fn first_below(&self, parent: usize) -> Option<usize> {
        // Each step comes right before its dependencies.
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

    /// Whether a step is a scheme, or one is resolved for it.
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
