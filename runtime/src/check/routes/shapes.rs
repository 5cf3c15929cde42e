//! Operations that take requests of others: `/items/export` takes a request of `/items/{id}`.
//!
//! Paths differ in which of their segments are parameters, and a list has few such shapes. For each shape,
//! one template would match a path if the path itself were not listed. The hash of that template is looked
//! up.

use super::fault::Taken;
use super::hash::{BASE, LOW, power};
use super::names;
use super::table::{Index, Mounted, Table};
use crate::graph::{Method, Operation};

/// The segments of a template, at most [`SEGMENTS`].
#[derive(Clone, Copy)]
pub(super) struct Segments {
    /// The hash and the length of everything before each segment, and finally of the whole template.
    pub(super) starts: [(u32, u32); SEGMENTS + 1],
    pub(super) shape: Shape,
}

/// The largest number of segments in a path. Longer paths are refused.
pub(super) const SEGMENTS: usize = 16;

/// The positions of the parameters in a template.
#[derive(Clone, Copy)]
pub(super) struct Shape {
    pub(super) count: u32,
    /// A bit for each segment that is a parameter.
    pub(super) any: u32,
    /// Whether the last parameter takes the rest of the path.
    pub(super) rest: bool,
}

impl Shape {
    pub(super) const fn is(&self, other: &Self) -> bool {
        self.any == other.any && self.count == other.count && self.rest == other.rest
    }
}

impl Segments {
    pub(super) const NONE: Self =
        Self { starts: [(0, 0); SEGMENTS + 1], shape: Shape { count: 0, any: 0, rest: false } };

    /// Whether there are more segments than can be compared.
    pub(super) const fn are_too_many(&self) -> bool {
        self.shape.count as usize > SEGMENTS
    }

    /// Starts a segment.
    pub(super) const fn start(&mut self, hash: u64, length: u32) {
        if self.shape.count as usize <= SEGMENTS {
            self.starts[self.shape.count as usize] = (hash as u32, length);
        }
        self.shape.count += 1;
    }

    /// Ends the last segment.
    pub(super) const fn end(&mut self, hash: u64, length: u32) {
        if self.shape.count as usize <= SEGMENTS {
            self.starts[self.shape.count as usize] = (hash as u32, length);
        }
    }

    /// Marks the segment as a parameter.
    pub(super) const fn take_any(&mut self) {
        if self.shape.count > 0 && self.shape.count as usize <= SEGMENTS {
            self.shape.any |= 1 << (self.shape.count - 1);
        }
    }

    /// Marks the segment, a parameter, as the rest of the path.
    pub(super) const fn take_rest(&mut self) {
        self.shape.rest = true;
    }

    /// Whether a segment is a parameter in the position where `rest` takes the rest of the path. The segments before it
    /// must have the same hash in both.
    pub(super) const fn is_beside_rest(&self, rest: &Self) -> bool {
        let at = rest.shape.count as usize - 1;
        let is_rest_itself = self.shape.rest && self.shape.count == rest.shape.count;
        self.shape.any >> at & 1 == 1 && !is_rest_itself && self.starts[at].0 == rest.starts[at].0
    }

    /// Whether templates of another shape can match all paths with these segments, and more.
    pub(super) const fn are_below(&self, shape: &Shape) -> bool {
        let (own, last) = (&self.shape, shape.count.saturating_sub(1));
        // Most often, only one shape has this many segments, and this path has that shape.
        if own.any & shape.any == shape.any && own.count == shape.count && !shape.rest {
            return false;
        }
        let compared = if shape.rest { (1 << last) - 1 } else { u32::MAX };
        let fits = if shape.rest { own.count >= shape.count } else { own.count == shape.count && !own.rest };
        // A parameter is never empty.
        fits && own.any & compared & !shape.any == 0
            && self.are_filled(shape.any & !own.any)
            && (!shape.rest || own.count > shape.count || self.are_filled(1 << last & !own.any))
    }

    const fn are_filled(&self, segments: u32) -> bool {
        let mut at = 0;
        while segments >> at != 0 {
            if segments >> at & 1 == 1 && self.starts[at + 1].1 - self.starts[at].1 < 2 {
                return false;
            }
            at += 1;
        }
        true
    }

    /// Returns the hash of the segments from `start` up to `end`.
    pub(super) const fn hash_between(&self, start: usize, end: usize) -> u64 {
        let ((start, before), (end, after)) = (self.starts[start], self.starts[end]);
        // Most often, these are the first segments.
        if before == 0 {
            return end as u64;
        }
        without(end, start, power(after - before))
    }

    /// Returns the hash of the template of another shape that matches these segments.
    pub(super) const fn hash_in(&self, shape: &Shape) -> u64 {
        let mut hash = 0;
        let mut at = 0;
        while at < shape.count as usize {
            hash = if shape.any >> at & 1 == 1 {
                ((((hash * BASE + b'/' as u64) & LOW) * BASE) + b'{' as u64) & LOW
            } else {
                let ((start, before), (end, after)) = (self.starts[at], self.starts[at + 1]);
                let power = power(after - before);
                (hash * power + without(end, start, power)) & LOW
            };
            at += 1;
        }
        if shape.rest { (hash * BASE + b'*' as u64) & LOW } else { hash }
    }
}

/// Returns the hash of the end of a text. `all` is the hash of the whole text, in which `start`, the hash of
/// its start, was multiplied by `power`.
const fn without(all: u32, start: u32, power: u64) -> u64 {
    (all as u64 + (LOW + 1) - ((start as u64 * power) & LOW)) & LOW
}

/// The shapes of a list that have parameters, each with its operations.
pub(super) struct Shapes<const N: usize> {
    pub(super) shapes: [Shape; N],
    pub(super) length: usize,
    /// The operations, indexed by the number of their shape.
    pub(super) operations: Index<N>,
}

impl<const N: usize> Shapes<N> {
    pub(super) const NONE: Self =
        Self { shapes: [Segments::NONE.shape; N], length: 0, operations: Index::EMPTY };

    /// Adds the shape of an operation's template.
    pub(super) const fn enter(&mut self, segments: &Segments, at: usize) {
        let own = &segments.shape;
        if own.any == 0 || segments.are_too_many() {
            return;
        }
        let mut i = 0;
        while i < self.length && !self.shapes[i].is(own) {
            i += 1;
        }
        if i == self.length {
            self.shapes[i] = *own;
            self.length += 1;
        }
        self.operations.enter(i as u64, at);
    }
}

impl<H, G, const N: usize> Table<H, G, N> {
    /// Rule `protection-downgrade`, for operations that take requests of others.
    pub(super) const fn find_shadows(&mut self) {
        let mut at = 0;
        while at < self.length {
            if let Some(mounted) = &self.operations[at] {
                let entry = mounted.entry;
                if let Some(over) = self.shadowed(at) {
                    self.faults[entry] = Some(mounted.shadow(Taken::All, at, over));
                }
            }
            at += 1;
        }
    }

    /// Returns an operation that requires more than `at`, and whose requests `at` takes without giving a reason.
    const fn shadowed(&self, at: usize) -> Option<usize> {
        let Some(mounted) = &self.operations[at] else { return None };
        if matches!(mounted.operation.public, Some(_)) || matches!(mounted.operation.shadows, Some(_)) {
            return None;
        }
        let is_head = matches!(mounted.operation.method, Method::Head);
        // `GET` answers `HEAD`, too.
        if is_head && let Some(over) = self.stronger(at, mounted.matches, false) {
            return Some(over);
        }
        self.stronger_by_shape(at, &mounted.segments, mounted.matches, false)
    }

    /// Returns an operation whose template matches these segments, and that requires more than `at`.
    pub(super) const fn stronger_by_shape(
        &self,
        at: usize,
        segments: &Segments,
        matches: u64,
        slash: bool,
    ) -> Option<usize> {
        let mut i = 0;
        while i < self.shapes.length {
            let shape = &self.shapes.shapes[i];
            if segments.are_below(shape) {
                let hash = segments.hash_in(shape);
                let over = if hash == matches { None } else { self.stronger(at, hash, slash) };
                if matches!(over, Some(_)) {
                    return over;
                }
            }
            i += 1;
        }
        None
    }

    /// Returns an operation with this hash that requires more than `at`, and whose requests `at` takes.
    pub(super) const fn stronger(&self, at: usize, hash: u64, slash: bool) -> Option<usize> {
        let Some(mounted) = &self.operations[at] else { return None };
        let mut other = self.paths.first(hash);
        while other != 0 {
            let over = other as usize - 1;
            if let Some(found) = &self.operations[over]
                && found.matches == hash
                && over != at
                && (found.entry != mounted.entry || mounted.outer > 0)
                && self.takes(at, over)
                && self.is_weaker(at, over)
                && self.is_new(at, over)
                && names::takes_requests_of(self.entries, at, over, slash)
            {
                return Some(over);
            }
            other = self.paths.next(over);
        }
        None
    }

    /// Returns the operation that answers a path with these segments, preferably one with this method.
    pub(super) const fn answering(&self, segments: &Segments, matches: u64, method: Method) -> Option<usize> {
        let mut found = self.find(matches, method);
        let mut i = 0;
        while i < self.shapes.length && matches!(found, None) && !segments.are_too_many() {
            let shape = &self.shapes.shapes[i];
            if segments.are_below(shape) {
                found = self.find(segments.hash_in(shape), method);
            }
            i += 1;
        }
        found
    }

    /// Whether an operation takes requests of another one for a path that both match, as far as methods are concerned.
    /// `GET` answers `HEAD` requests for its path, unless an operation for `HEAD` has the same path.
    pub(super) const fn takes(&self, at: usize, over: usize) -> bool {
        let (Some(taking), Some(other)) = (&self.operations[at], &self.operations[over]) else {
            return false;
        };
        match (taking.operation.method, other.operation.method) {
            (Method::Head, Method::Get) => true,
            (Method::Get, Method::Head) => !self.has_head(at, taking.matches),
            (method, other) => method as u8 == other as u8,
        }
    }

    /// Whether an operation for `HEAD` has the same path as another operation.
    const fn has_head(&self, at: usize, matches: u64) -> bool {
        let mut other = self.paths.first(matches);
        while other != 0 {
            let head = other as usize - 1;
            if let Some(Mounted { operation: Operation { method: Method::Head, .. }, .. }) =
                &self.operations[head]
                && names::match_alike(self.entries, at, head)
            {
                return true;
            }
            other = self.paths.next(head);
        }
        false
    }

    const fn find(&self, matches: u64, method: Method) -> Option<usize> {
        let mut found = None;
        let mut other = self.paths.first(matches);
        while other != 0 {
            let at = other as usize - 1;
            if let Some(mounted) = &self.operations[at]
                && mounted.matches == matches
            {
                if mounted.operation.method as u8 == method as u8 {
                    return Some(at);
                }
                found = Some(at);
            }
            other = self.paths.next(at);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash::PathHash;

    fn finds(general: &str, path: &str) -> bool {
        let (general, path) = (PathHash::EMPTY.then(general), PathHash::EMPTY.then(path));
        let shape = &general.segments.shape;
        path.segments.are_below(shape) && path.segments.hash_in(shape) == general.matches
    }

    #[test]
    fn the_template_that_matches_a_path_is_found() {
        for (general, path) in [
            ("/items/{id}", "/items/export"),
            ("/{tenant}/items/{id}", "/acme/items/{id}"),
            ("/{tenant}/items/{id}", "/acme/items/export"),
            ("/{a}/{b}", "/x/y"),
            ("/files/{*rest}", "/files/a"),
            ("/files/{*rest}", "/files/a/b/c"),
            ("/files/{*rest}", "/files/{id}"),
            ("/files/{*rest}", "/files/a/{*rest}"),
            ("/{*rest}", "/a"),
            ("/a/{{x}}/{id}", "/a/{{x}}/y"),
        ] {
            assert!(finds(general, path), "{general} matches {path}");
        }
    }

    #[test]
    fn no_other_template_is() {
        for (general, path) in [
            ("/items/{id}", "/items/{other}"),
            ("/items/{id}", "/items/"),
            ("/items/{id}", "/items/a/b"),
            ("/items/{id}", "/users/a"),
            ("/items/export", "/items/{id}"),
            ("/{a}/x", "/y/{b}"),
            ("/files/{*rest}", "/files/"),
            ("/files/{*rest}", "/files"),
            ("/files/{id}", "/files/{*rest}"),
            ("/a/{{x}}/{id}", "/a/{x}/y"),
        ] {
            assert!(!finds(general, path), "{general} does not match {path}");
        }
    }
}
