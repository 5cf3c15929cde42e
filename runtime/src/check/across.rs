//! The rules between the lists that are resolved for an operation: those in front of it, and its own.

use super::alternatives;
use super::seen::{Seen, reads_body, reads_first};
use crate::graph::{Asked, Dependency, Need};
use crate::policy::Levels;

/// What is wrong between two lists.
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
        /// The dependency that reads it again; without one, it is the operation itself.
        second: Option<&'static Dependency>,
    },
    /// Rule `shared-not-clone`.
    NotClone(&'static Dependency),
    /// Rule `unsatisfiable`.
    Unsatisfiable {
        /// The one.
        first: &'static Dependency,
        /// The other.
        second: &'static Dependency,
    },
    /// Rule `limits`.
    TooManyDependencies,
}

/// What is wrong between the first `outer` of these lists and those after them. What is wrong between the others, the nested list
/// has reported that they belong to.
pub(super) const fn across(levels: Levels<'_>, outer: usize) -> Option<Mistake> {
    let (mut outside, mut before, mut reader) = (Seen::NOTHING, Seen::NOTHING, None);
    let mut level = 0;
    while level < levels.len() {
        if let Some(mistake) = in_level(levels[level], &outside, &before, reader) {
            return Some(mistake);
        }
        let mut i = 0;
        while i < levels[level].len() {
            if let Need::Dependency(asked) = &levels[level][i] {
                if level < outer {
                    if reader.is_none() && reads_first(asked.dependency) {
                        reader = Some(asked.dependency);
                    }
                    outside = outside.and(asked.dependency, None);
                }
                before = before.and(asked.dependency, None);
            }
            i += 1;
        }
        level += 1;
    }
    if before.is_full {
        return Some(Mistake::TooManyDependencies);
    }
    let (_, nested) = levels.split_at(outer);
    if alternatives::conflict(nested).is_some() {
        return None;
    }
    match alternatives::conflict(levels) {
        Some((first, second)) => Some(Mistake::Unsatisfiable { first, second }),
        None => None,
    }
}

/// What is wrong between a list and those before it: `outside` are the dependencies of the outer ones, `before` those of all.
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

/// What is wrong with what a dependency has in common with those before it.
const fn shared(asked: &Asked, before: &Seen) -> Option<Mistake> {
    let below = Seen::NOTHING.and(asked.dependency, Some(before));
    let mut i = 0;
    while i < below.length {
        if let Some(dependency) = below.nodes[i] {
            if before.has(dependency) {
                if !dependency.clone && (i > 0 || asked.cached) {
                    return Some(Mistake::NotClone(dependency));
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
