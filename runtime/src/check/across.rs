//! The rules between the lists of needs that are resolved for an operation: the guards' lists, and the operation's own
//! list.

use super::arguments::alternatives;
use super::seen::{LIMIT, Seen, reads_body, reads_first};
use crate::graph::{Asked, Dependency, Need};
use crate::policy::Levels;

/// A mistake between two lists.
#[derive(Clone, Copy)]
pub enum Mistake {
    /// Rule `credentials-last`.
    Reads {
        /// The dependency that reads the request.
        reader: &'static Dependency,
        /// The dependency that requires credentials after that.
        scheme: &'static Dependency,
    },
    /// Rule `two-bodies`.
    TwoBodies {
        /// The dependency that reads the body.
        first: &'static Dependency,
        /// The dependency that reads the body again, or `None` if the operation itself does.
        second: Option<&'static Dependency>,
    },
    /// Rule `shared-not-clone`.
    NotClone(&'static Dependency),
    /// Rule `unsatisfiable`.
    Unsatisfiable {
        /// The earlier scheme.
        first: &'static Dependency,
        /// The later scheme.
        second: &'static Dependency,
    },
    /// Rule `limits`.
    TooManyDependencies,
}

/// The guards that are resolved before the next list.
#[derive(Clone, Copy)]
pub(super) struct Before {
    /// The dependencies of the guards that belong to the checked list itself. A nested list reports the mistakes between
    /// its own guards and its operations.
    outside: Seen,
    /// One of these dependencies that reads the request before it has reached a scheme.
    reader: Option<&'static Dependency>,
    /// The dependencies of all guards.
    all: Seen,
    /// Whether two schemes of the guards need different values of `Authorization`.
    has_two_words: bool,
    /// A mistake between the guards.
    mistake: Option<Mistake>,
}

impl Before {
    pub(super) const NOTHING: Self = Self {
        outside: Seen::NOTHING,
        reader: None,
        all: Seen::NOTHING,
        has_two_words: false,
        mistake: None,
    };

    /// Adds another list of needs. `is_outside` tells whether these needs belong to the checked list itself.
    pub(super) const fn and(mut self, needs: &'static [Need], is_outside: bool) -> Self {
        self.mistake = self.mistake_in(needs);
        let own = Seen::all_of(needs, needs.len());
        self.has_two_words = self.has_two_words_with(&own);
        let mut i = 0;
        while i < needs.len() {
            if let Need::Dependency(asked) = &needs[i] {
                if is_outside {
                    if self.reader.is_none() && reads_first(asked.dependency) {
                        self.reader = Some(asked.dependency);
                    }
                    self.outside.add(asked.dependency, None);
                }
                self.all.add(asked.dependency, None);
            }
            i += 1;
        }
        self
    }

    /// Returns a mistake between the first `outer` lists and the lists after them. The last list is the operation's own,
    /// which has not been added.
    pub(super) const fn mistake(&self, levels: Levels<'_>, outer: usize) -> Option<Mistake> {
        let needs = levels[levels.len() - 1];
        let mistake = self.mistake_in(needs);
        if mistake.is_some() {
            return mistake;
        }
        let own = Seen::all_of(needs, needs.len());
        let is_full =
            self.all.is_full || (self.all.length + own.length > LIMIT && self.and(needs, false).all.is_full);
        if is_full {
            return Some(Mistake::TooManyDependencies);
        }
        let (_, nested) = levels.split_at(outer);
        if !self.has_two_words_with(&own) || alternatives::conflict(nested).is_some() {
            return None;
        }
        match alternatives::conflict(levels) {
            Some((first, second)) => Some(Mistake::Unsatisfiable { first, second }),
            None => None,
        }
    }

    const fn mistake_in(&self, needs: &'static [Need]) -> Option<Mistake> {
        match self.mistake {
            Some(mistake) => Some(mistake),
            None => in_level(needs, &self.outside, &self.all, self.reader),
        }
    }

    const fn has_two_words_with(&self, own: &Seen) -> bool {
        self.has_two_words
            || alternatives::have_two_words(own, own)
            || alternatives::have_two_words(&self.all, own)
    }
}

/// Returns a mistake between a list and the lists before it. `outside` has the dependencies of the outer
/// lists, and `before` has the dependencies of all lists.
const fn in_level(
    needs: &'static [Need],
    outside: &Seen,
    before: &Seen,
    reader: Option<&'static Dependency>,
) -> Option<Mistake> {
    let mut i = 0;
    while i < needs.len() {
        match &needs[i] {
            Need::Dependency(asked) => {
                if let Some(reader) = reader
                    && before.reaches_another_scheme(asked.dependency)
                {
                    return Some(Mistake::Reads { reader, scheme: asked.dependency });
                }
                if let Some(mistake) = shared(asked, outside) {
                    return Some(mistake);
                }
            }
            Need::Body(_) => {
                if let Some(first) = outside.body() {
                    return Some(Mistake::TwoBodies { first, second: None });
                }
            }
            Need::Parameter(_) | Need::Scopes => {}
        }
        i += 1;
    }
    None
}

/// Returns a mistake in sharing between a dependency and the dependencies before it.
const fn shared(asked: &Asked, before: &Seen) -> Option<Mistake> {
    let below = Seen::below(asked.dependency, Some(before));
    let mut i = 0;
    while i < below.length {
        if let Some(dependency) = below.nodes[i] {
            if before.has(dependency) {
                if !dependency.clone && (i > 0 || asked.cached) {
                    return Some(Mistake::NotClone(dependency));
                }
                if !asked.cached
                    && i == 0
                    && reads_body(dependency)
                    && let Some(first) = before.body()
                {
                    return Some(Mistake::TwoBodies { first, second: Some(dependency) });
                }
            } else if reads_body(dependency)
                && let Some(first) = before.body()
            {
                return Some(Mistake::TwoBodies { first, second: Some(dependency) });
            }
        }
        i += 1;
    }
    None
}
