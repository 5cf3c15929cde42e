//! The lists that are resolved in front of operations.

use crate::check::across::{Mistake, across};
use crate::graph::{Need, Route};

/// What is resolved in front of the operations of an entry.
#[derive(Clone, Copy)]
pub(super) struct Guards<'a> {
    pub(super) needs: &'static [Need],
    pub(super) above: Option<&'a Guards<'a>>,
    /// How many there are, these included.
    pub(super) depth: usize,
    /// How many of them the list that is checked has itself; the others are those of nested lists.
    pub(super) outer: usize,
}

/// More lists around one operation than this, less one, are an error of the program.
pub(super) const GUARDS: usize = 16;

impl Guards<'_> {
    /// What is wrong between these and an operation that needs `own`.
    pub(super) const fn across(&self, own: &'static [Need]) -> Option<Mistake> {
        across(Levels::new(Some(self), own).all(), self.outer)
    }
}

/// All that is resolved for an operation, outermost first.
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

    /// Those of an operation without guards.
    pub(super) const fn alone(own: &'static [Need]) -> Self {
        let mut lists: [&'static [Need]; GUARDS] = [&[]; GUARDS];
        lists[GUARDS - 1] = own;
        Self { lists, from: GUARDS - 1 }
    }

    /// Those of the operation `at` of a list.
    pub(super) const fn of<H, G>(entries: &'static [Route<H, G>], at: usize) -> Self {
        let mut left = at;
        match search(entries, &mut left, None) {
            Some(levels) => levels,
            None => panic!("the operation is in the list"),
        }
    }

    pub(super) const fn all(&self) -> &[&'static [Need]] {
        self.lists.split_at(self.from).1
    }
}

const fn search<H, G>(
    entries: &'static [Route<H, G>],
    left: &mut usize,
    guards: Option<&Guards<'_>>,
) -> Option<Levels> {
    let mut i = 0;
    while i < entries.len() {
        let found = search_entry(&entries[i], left, guards);
        if found.is_some() {
            return found;
        }
        i += 1;
    }
    None
}

const fn search_entry<H, G>(
    entry: &'static Route<H, G>,
    left: &mut usize,
    guards: Option<&Guards<'_>>,
) -> Option<Levels> {
    match entry {
        Route::Operation(operation, ..) if *left == 0 => Some(Levels::new(guards, operation.needs)),
        Route::Operation(..) => {
            *left -= 1;
            None
        }
        Route::Nest(_, nested) => search(nested, left, guards),
        Route::Guarded(guard, guarded) => search_entry(
            guarded,
            left,
            Some(&Guards { needs: guard.needs, above: guards, depth: 0, outer: 0 }),
        ),
    }
}
