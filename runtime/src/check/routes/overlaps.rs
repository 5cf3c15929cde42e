//! Operations that share some of their paths, but not all: `/users/me/{section}` and `/users/{id}/settings`. The router
//! gives a shared path to the operation that has a word where the templates first differ.
//!
//! Few pairs of shapes can share paths like that. If a list has such a pair, its operations are found by the words that
//! both templates have.

use super::fault::{Fault, Taken};
use super::hash::{BASE, LOW, PathHash};
use super::names;
use super::shapes::{SEGMENTS, Segments, Shape};
use super::table::{Index, Table};
use crate::check::text::Text;

impl<H, G, const N: usize> Table<H, G, N> {
    /// Rule `protection-downgrade`, for operations that take some requests of others.
    pub(super) const fn find_overlaps(&mut self) {
        let mut i = 1;
        while i < self.shapes.length {
            let mut j = 0;
            while j < i {
                let (a, b) = (&self.shapes.shapes[i], &self.shapes.shapes[j]);
                if let Some(words) = a.shared_with(b) {
                    let (preferred, other) = if a.is_preferred_to(b) { (i, j) } else { (j, i) };
                    self.compare(preferred, other, &words);
                }
                j += 1;
            }
            i += 1;
        }
    }

    /// Compares the operations of two shapes. The router prefers the first shape.
    const fn compare(&mut self, preferred: usize, other: usize, words: &Words) {
        let mut index = Index::<N>::EMPTY;
        let mut next = self.shapes.operations.first(other as u64);
        while next != 0 {
            let at = next as usize - 1;
            if let Some(mounted) = &self.operations[at]
                // An operation that requires nothing has no protection to lose.
                && mounted.found.is_secured
            {
                index.enter(mounted.segments.hash_of(words), at);
            }
            next = self.shapes.operations.next(at);
        }
        next = self.shapes.operations.first(preferred as u64);
        while next != 0 {
            let at = next as usize - 1;
            if let Some(mounted) = &self.operations[at]
                && mounted.operation.public.is_none()
                && mounted.operation.shadows.is_none()
                && let Some(over) = self.overlapped(at, mounted.segments.hash_of(words), words, &index)
                && !matches!(self.faults[mounted.entry], Some(Fault::Shadow { .. }))
            {
                self.faults[mounted.entry] = Some(mounted.shadow(Taken::Some, at, over));
            }
            next = self.shapes.operations.next(at);
        }
    }

    /// Returns an operation in `index` that requires more than `at`, and some of whose requests `at` takes.
    const fn overlapped(&self, at: usize, hash: u64, words: &Words, index: &Index<N>) -> Option<usize> {
        let Some(mounted) = &self.operations[at] else { return None };
        let mut other = index.first(hash);
        while other != 0 {
            let over = other as usize - 1;
            if let Some(found) = &self.operations[over]
                && over != at
                && (found.entry != mounted.entry || mounted.outer > 0)
                && found.segments.hash_of(words) == hash
                && self.takes(at, over)
                && self.is_weaker(at, over)
                && self.is_new(at, over)
                && names::share_requests(self.entries, at, over)
                && !self.is_answered(at, over)
            {
                return Some(over);
            }
            other = index.next(over);
        }
        None
    }

    /// Whether a third operation has exactly the path that two operations share. The router looks at methods only after it
    /// has chosen a path. So neither of the two operations answers that path, and the third one is compared with both.
    const fn is_answered(&self, at: usize, over: usize) -> bool {
        self.has_path(&names::shared_path(self.entries, at, over))
    }

    /// Whether an operation has exactly this path, apart from the names of parameters.
    pub(super) const fn has_path(&self, path: &Text) -> bool {
        let Ok(path) = core::str::from_utf8(path.bytes()) else { return false };
        let hash = PathHash::EMPTY.then(path).matches;
        let mut other = self.paths.first(hash);
        while other != 0 {
            let third = other as usize - 1;
            if let Some(found) = &self.operations[third]
                && found.matches == hash
                && names::matches_alike(self.entries, third, path)
            {
                return true;
            }
            other = self.paths.next(third);
        }
        false
    }
}

/// The runs of segments that are words in the templates of two shapes. Each run has a start and an end.
pub(super) struct Words {
    runs: [(usize, usize); SEGMENTS],
    length: usize,
}

impl Shape {
    /// Returns the segments that are words in templates of both shapes. Returns `None` unless some paths may match both
    /// templates, and each template may match paths that the other one does not.
    pub(super) const fn shared_with(&self, other: &Self) -> Option<Words> {
        let (longer, shorter) = if self.count > other.count { (self, other) } else { (other, self) };
        if longer.count != shorter.count && !shorter.rest {
            return None;
        }
        if !self.is_wider_than(other) || !other.is_wider_than(self) {
            return None;
        }
        // After the segment where the rest of a path starts, there is nothing to compare.
        Some(Words::of(!(self.wide() | other.wide()) & bits(shorter.count)))
    }

    /// Whether this template allows anything where the other one requires a word, or a single segment.
    const fn is_wider_than(&self, other: &Self) -> bool {
        self.wide() & bits(other.count) & !other.wide() != 0
            || (self.rest && (!other.rest || self.count < other.count))
    }

    /// Returns the segments that may be anything, including those in the rest of the path.
    const fn wide(&self) -> u32 {
        if self.rest { self.any | !bits(self.count) } else { self.any }
    }

    /// Whether a path that matches templates of both shapes goes to the template of this shape. The router looks for words
    /// first, segment by segment.
    const fn is_preferred_to(&self, other: &Self) -> bool {
        let different = self.any ^ other.any;
        // The lowest bit is the first segment that is a parameter in only one of the shapes.
        different & different.wrapping_neg() & other.any != 0
    }
}

impl Words {
    const fn of(segments: u32) -> Self {
        let mut words = Self { runs: [(0, 0); SEGMENTS], length: 0 };
        let mut at = 0;
        while segments >> at != 0 {
            let start = at + (segments >> at).trailing_zeros() as usize;
            at = start + (segments >> start).trailing_ones() as usize;
            words.runs[words.length] = (start, at);
            words.length += 1;
        }
        words
    }
}

impl Segments {
    /// Returns the hash of these words.
    pub(super) const fn hash_of(&self, words: &Words) -> u64 {
        let mut hash = 0;
        let mut i = 0;
        while i < words.length {
            let (start, end) = words.runs[i];
            hash = (hash * BASE + self.hash_between(start, end)) & LOW;
            i += 1;
        }
        hash
    }
}

/// Returns a bit for each of the first `count` segments.
const fn bits(count: u32) -> u32 {
    if count < u32::BITS { (1 << count) - 1 } else { u32::MAX }
}

#[cfg(test)]
mod tests {
    use super::super::hash::PathHash;
    use crate::policy::paths::share_paths;
    use crate::policy::template::numbered;

    /// Returns whether the router prefers the first template for shared paths. Returns `None` unless the templates share
    /// some of their paths, but not all.
    fn overlap(a: &str, b: &str) -> Option<bool> {
        let (hash, other) = (PathHash::EMPTY.then(a).segments, PathHash::EMPTY.then(b).segments);
        let words = hash.shape.shared_with(&other.shape)?;
        let is_one = hash.hash_of(&words) == other.hash_of(&words);
        assert_eq!(is_one, share_paths(a.as_bytes(), &[], b.as_bytes(), &[]), "{a} and {b}");
        is_one.then(|| hash.shape.is_preferred_to(&other.shape))
    }

    #[test]
    fn the_one_with_a_word_first_takes_what_both_match() {
        for (taking, other) in [
            ("/users/me/{section}", "/users/{id}/settings"),
            ("/acme/{*rest}", "/{tenant}/files/{*rest}"),
            ("/acme/{*rest}", "/{tenant}/files/{id}"),
            ("/acme/{a}/{b}", "/{tenant}/files/{*rest}"),
            ("/acme/{*rest}", "/{a}/{b}"),
            ("/a/b/{x}/d", "/a/{y}/c/{z}"),
        ] {
            assert_eq!(overlap(taking, other), Some(true), "{taking} and {other}");
            assert_eq!(overlap(other, taking), Some(false), "{other} and {taking}");
        }
    }

    #[test]
    fn others_have_nothing_in_common_or_everything() {
        for (a, b) in [
            ("/users/me/{section}", "/teams/{id}/settings"),
            ("/users/me/{section}", "/users/{id}/settings/{key}"),
            ("/acme/{*rest}", "/{tenant}"),
            ("/acme/{x}", "/{tenant}/{x}"),
            ("/acme/{*rest}", "/{tenant}/{*rest}"),
            ("/{a}/x", "/{b}/y"),
        ] {
            assert_eq!(overlap(a, b), None, "{a} and {b}");
        }
    }

    #[test]
    fn the_router_does_as_the_rules_say() {
        let mut random = Random(4711);
        let paths = paths(4);
        let (mut below, mut partly) = (0, 0);
        for _ in 0..3_000 {
            let (a, b) = (random.template(), random.template());
            let mut router = matchit::Router::new();
            // The router accepts only one of two templates that match the same paths. It does not accept a parameter beside
            // the rest of a path either.
            if numbered(&a) == numbered(&b)
                || router.insert(numbered(&a), &a).is_err()
                || router.insert(numbered(&b), &b).is_err()
            {
                continue;
            }
            let (alone, other) = (only(&a), only(&b));
            let shared: Vec<_> =
                paths.iter().filter(|path| alone.at(path).is_ok() && other.at(path).is_ok()).collect();
            let taking = if is_below(&a, &b) {
                below += 1;
                Some(&a)
            } else if is_below(&b, &a) {
                below += 1;
                Some(&b)
            } else {
                overlap(&a, &b).map(|is_first| {
                    partly += 1;
                    if is_first { &a } else { &b }
                })
            };
            assert_eq!(taking.is_some(), !shared.is_empty(), "{a} and {b}: {shared:?}");
            for path in shared {
                assert_eq!(router.at(path).ok().map(|found| *found.value), taking, "{path} of {a} and {b}");
            }
        }
        assert!(below > 100 && partly > 100, "{below} and {partly} of them are of interest");
    }

    fn is_below(path: &str, general: &str) -> bool {
        let (general, path) = (PathHash::EMPTY.then(general), PathHash::EMPTY.then(path));
        let shape = &general.segments.shape;
        path.segments.are_below(shape) && path.segments.hash_in(shape) == general.matches
    }

    fn only(template: &str) -> matchit::Router<()> {
        let mut router = matchit::Router::new();
        router.insert(numbered(template), ()).expect("it is a template");
        router
    }

    /// Returns all paths of at most `segments` segments, built from the words of the templates and one other word.
    fn paths(segments: usize) -> Vec<String> {
        let mut paths = vec![String::new()];
        let mut longest = paths.clone();
        for _ in 0..segments {
            longest = longest
                .iter()
                .flat_map(|path| ["a", "ab", "c"].map(|word| format!("{path}/{word}")))
                .collect();
            paths.extend_from_slice(&longest);
        }
        paths
    }

    /// Xorshift (Marsaglia, 2003).
    struct Random(u64);

    impl Random {
        fn below(&mut self, end: u64) -> u64 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            self.0 % end
        }

        fn template(&mut self) -> String {
            let length = 1 + self.below(4);
            let mut template = String::new();
            for i in 1..=length {
                template += match self.below(if i == length { 5 } else { 4 }) {
                    0 | 1 => "/{x}",
                    2 => "/a",
                    3 => "/ab",
                    _ => "/{*x}",
                };
            }
            template
        }
    }
}
