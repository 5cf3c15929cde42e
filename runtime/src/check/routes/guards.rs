//! The guards in front of operations.

use crate::check::across::Before;
use crate::graph::{Need, Route};

/// A guard in front of the operations of an entry, with the guards above it.
#[derive(Clone, Copy)]
pub(super) struct Guards<'a> {
    pub(super) needs: &'static [Need],
    pub(super) above: Option<&'a Guards<'a>>,
    /// The number of the guard in the table.
    pub(super) number: usize,
    /// The count of guards, including this one.
    pub(super) depth: usize,
    /// The count of guards that belong to the checked list itself. The others belong to nested lists.
    pub(super) outer: usize,
    /// The dependencies of the guards.
    pub(super) before: Before,
}

/// The largest number of lists of needs for one operation, including its own list. A program that exceeds it
/// is refused.
pub(super) const GUARDS: usize = 16;

/// All lists of needs that are resolved for an operation, outermost first.
#[derive(Clone, Copy)]
pub(super) struct Levels {
    lists: [&'static [Need]; GUARDS],
    from: usize,
}

impl Levels {
    pub(super) const fn new(guards: Option<&Guards<'_>>, own: &'static [Need]) -> Self {
        let mut levels = Self::alone(own);
        let mut here = guards;
        while let Some(guards) = here
            && levels.from > 0
        {
            levels.from -= 1;
            levels.lists[levels.from] = guards.needs;
            here = guards.above;
        }
        levels
    }

    /// Returns the lists of an operation without guards.
    pub(super) const fn alone(own: &'static [Need]) -> Self {
        let mut lists: [&'static [Need]; GUARDS] = [&[]; GUARDS];
        lists[GUARDS - 1] = own;
        Self { lists, from: GUARDS - 1 }
    }

    /// Returns the lists of another operation behind the same guards.
    pub(super) const fn before(mut self, own: &'static [Need]) -> Self {
        self.lists[GUARDS - 1] = own;
        self
    }

    pub(super) const fn all(&self) -> &[&'static [Need]] {
        self.lists.split_at(self.from).1
    }
}

/// The guards in front of the operations of a table.
pub(super) struct Fronts<const N: usize> {
    lists: [Option<Levels>; N],
    length: usize,
    /// The number of the guards that were entered last.
    last: usize,
    /// The count of guards that have a number.
    numbered: usize,
}

impl<const N: usize> Fronts<N> {
    pub(super) const NONE: Self = Self { lists: [None; N], length: 0, last: 0, numbered: 0 };

    /// Returns a new number for a guard.
    pub(super) const fn number(&mut self) -> usize {
        self.numbered += 1;
        self.numbered
    }

    /// Adds the guards of an operation, unless the operation before it has the same guards.
    pub(super) const fn enter(&mut self, guards: &Guards<'_>) -> usize {
        if self.last != guards.number {
            self.lists[self.length] = Some(Levels::new(Some(guards), &[]));
            self.length += 1;
            self.last = guards.number;
        }
        self.length - 1
    }

    /// Returns all lists of needs that are resolved for an operation behind these guards.
    pub(super) const fn levels(&self, guards: Option<usize>, own: &'static [Need]) -> Levels {
        match guards {
            Some(at) => match self.lists[at] {
                Some(levels) => levels.before(own),
                None => panic!("guards are entered with the operation"),
            },
            None => Levels::alone(own),
        }
    }
}

/// Whether there is an operation below an entry.
pub(super) const fn has_operation<H, G>(mut entry: &'static Route<H, G>) -> bool {
    let entries = loop {
        match entry {
            Route::Operation(..) => return true,
            Route::Nest(_, entries) => break *entries,
            Route::Guarded(_, guarded) => entry = guarded,
        }
    };
    let mut i = 0;
    while i < entries.len() {
        if has_operation(&entries[i]) {
            return true;
        }
        i += 1;
    }
    false
}
