//! Lists that are nested below prefixes.

use super::fault::Fault;
use super::guards::Guards;
use super::hash::PathHash;
use super::schemes::{Found, Place};
use crate::check::arguments::path_parameter::takes;
use crate::graph::Route;
use crate::policy::template;

/// The prefixes and guards above a list.
#[derive(Clone, Copy)]
pub(super) struct Above<'a> {
    pub(super) hash: PathHash,
    /// Whether one of the prefixes has a parameter.
    pub(super) has_parameters: bool,
    pub(super) prefix: &'static str,
    pub(super) above: Option<&'a Above<'a>>,
    pub(super) guards: Option<&'a Guards<'a>>,
    /// The findings below the guards.
    pub(super) found: Found,
}

impl Above<'_> {
    /// The start of the checked list itself, which has no prefixes or guards above it.
    pub(super) const ROOT: Self = Self {
        hash: PathHash::EMPTY,
        has_parameters: false,
        prefix: "",
        above: None,
        guards: None,
        found: Found::NOTHING,
    };

    /// Returns the place of something in this entry of the checked list.
    pub(super) const fn place(&self, entry: usize) -> Place {
        Place { entry, is_nested: self.above.is_some() }
    }
}

/// Returns a parameter of the outermost prefix that `path`, or a prefix between them, also has. The nested list has
/// reported other repetitions.
pub(super) const fn repeated(path: &'static str, above: &Above<'_>) -> Option<&'static str> {
    let (mut template, mut here) = (path, above);
    let mut found = None;
    while let Some(next) = here.above {
        let outermost = outermost(here);
        if found.is_none() {
            found = shared(template, outermost);
        }
        // The outermost prefix is not compared with itself.
        if next.above.is_none() {
            break;
        }
        template = here.prefix;
        here = next;
    }
    found
}

const fn outermost(above: &Above<'_>) -> &'static str {
    let mut here = above;
    while let Some(next) = here.above {
        if next.above.is_none() {
            break;
        }
        here = next;
    }
    here.prefix
}

/// Returns a parameter that both templates have.
const fn shared(template: &'static str, other: &str) -> Option<&'static str> {
    let mut at = 0;
    while let Some((start, end)) = template::placeholder(template.as_bytes(), at) {
        let name = template::name_between(template, start, end);
        if template::has(other, name) {
            return Some(name);
        }
        at = end + 1;
    }
    None
}

/// Finds a parameter of a prefix that neither an operation below the prefix nor a guard in front of one
/// takes.
pub(super) const fn unused_prefix<H, G>(
    prefix: &'static str,
    entries: &'static [Route<H, G>],
    guards: Option<&Guards<'_>>,
) -> Option<Fault> {
    let mut at = 0;
    while let Some((start, end)) = template::placeholder(prefix.as_bytes(), at) {
        let name = template::name_between(prefix, start, end);
        if !entries.is_empty() && !is_taken_before(guards, name) && !is_taken(entries, name) {
            return Some(Fault::UnusedPrefix { prefix, name });
        }
        at = end + 1;
    }
    None
}

const fn is_taken_before(guards: Option<&Guards<'_>>, name: &str) -> bool {
    let mut here = guards;
    while let Some(guards) = here {
        if takes(guards.needs, name) {
            return true;
        }
        here = guards.above;
    }
    false
}

const fn is_taken<H, G>(entries: &'static [Route<H, G>], name: &str) -> bool {
    let mut i = 0;
    while i < entries.len() {
        if is_taken_by(&entries[i], name) {
            return true;
        }
        i += 1;
    }
    false
}

const fn is_taken_by<H, G>(entry: &'static Route<H, G>, name: &str) -> bool {
    match entry {
        Route::Operation(operation, ..) => !operation.id.is_known() || takes(operation.needs, name),
        Route::Nest(_, nested) => is_taken(nested, name),
        Route::Guarded(guard, guarded) => takes(guard.needs, name) || is_taken_by(guarded, name),
    }
}
