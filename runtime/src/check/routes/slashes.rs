//! Operations that take requests for the path of another with one slash more at its end, or one less. Without them such a request
//! would be redirected to the other, so they must not be protected less.

use super::fault::Taken;
use super::hash::{BASE, LOW};
use super::names;
use super::overlaps::Words;
use super::shapes::{SEGMENTS, Segments};
use super::table::Table;

impl Segments {
    /// Whether the last segment is empty.
    pub(super) const fn end_with_slash(&self) -> bool {
        let count = self.shape.count as usize;
        count > 0 && self.starts[count].1 - self.starts[count - 1].1 == 1
    }

    /// The segments of the same path with one slash more at its end, or one less, and its hash: a request for it is
    /// redirected, unless another template takes it.
    pub(super) const fn with_other_slash(&self, matches: u64) -> Option<(Self, u64)> {
        let (mut other, count) = (*self, self.shape.count as usize);
        if count == 0 || self.shape.rest {
            return None;
        }
        let is_empty = self.end_with_slash();
        if is_empty && count > 1 {
            other.shape.count -= 1;
            return Some((other, self.starts[count - 1].0 as u64));
        }
        if is_empty || count == SEGMENTS {
            return None;
        }
        let (matches, length) = ((matches * BASE + b'/' as u64) & LOW, self.starts[count].1 + 1);
        other.shape.count += 1;
        other.starts[count + 1] = (matches as u32, length);
        Some((other, matches))
    }
}

impl<H, G, const N: usize> Table<H, G, N> {
    /// Rule `protection-downgrade`, of paths with another slash; only where some path ends with one.
    pub(super) const fn find_slashes(&mut self) {
        if !self.has_slashes {
            return;
        }
        let mut at = 0;
        while at < self.length {
            if let Some(over) = self.shadowed_by_slash(at) {
                self.blame_slash(at, over);
            }
            if let Some(taking) = self.takes_slash_of(at) {
                self.blame_slash(taking, at);
            }
            at += 1;
        }
        self.find_slash_overlaps();
    }

    const fn blame_slash(&mut self, at: usize, over: usize) {
        if let Some(mounted) = &self.operations[at] {
            let (entry, fault) = (mounted.entry, mounted.shadow(Taken::Redirected, at, over));
            self.blame(entry, fault);
        }
    }

    /// An operation that asks for more than `at`, and to which requests that `at` takes would be redirected.
    const fn shadowed_by_slash(&self, at: usize) -> Option<usize> {
        let Some(mounted) = &self.operations[at] else { return None };
        if matches!(mounted.operation.public, Some(_)) || matches!(mounted.operation.shadows, Some(_)) {
            return None;
        }
        let Some((segments, matches)) = mounted.segments.with_other_slash(mounted.matches) else {
            return None;
        };
        match self.stronger(at, matches, true) {
            Some(over) => Some(over),
            None => self.stronger_by_shape(at, &segments, matches, true),
        }
    }

    /// An operation with a more general path that takes requests for the path of `over` with one slash more or less: without it, they
    /// would be redirected to `over`.
    pub(super) const fn takes_slash_of(&self, over: usize) -> Option<usize> {
        let Some(mounted) = &self.operations[over] else { return None };
        if !mounted.found.is_secured {
            return None;
        }
        let Some((segments, matches)) = mounted.segments.with_other_slash(mounted.matches) else {
            return None;
        };
        let mut i = 0;
        while i < self.shapes.length {
            let shape = &self.shapes.shapes[i];
            // The rest of a path is looked at by the server.
            if !shape.rest && segments.are_below(shape) {
                let hash = segments.hash_in(shape);
                let mut other = if hash == matches { 0 } else { self.paths.first(hash) };
                while other != 0 {
                    let at = other as usize - 1;
                    if let Some(found) = &self.operations[at]
                        && found.matches == hash
                        && self.takes(at, over)
                        && matches!(found.operation.public, None)
                        && matches!(found.operation.shadows, None)
                        && self.is_weaker(at, over)
                        && self.is_new(at, over)
                        && names::takes_slash_of(self.entries, at, over)
                        && !self.has_other_slash(over)
                    {
                        return Some(at);
                    }
                    other = self.paths.next(at);
                }
            }
            i += 1;
        }
        None
    }

    /// Whether some operation has the path of another with one slash more or less: that one answers what would be redirected, and
    /// is compared with both.
    const fn has_other_slash(&self, at: usize) -> bool {
        self.has_path(&names::with_other_slash(names::path(self.entries, at)))
    }

    /// The same of operations that take only some of these requests.
    const fn find_slash_overlaps(&mut self) {
        let mut over = 0;
        while over < self.length {
            if let Some(mounted) = self.operations[over]
                && mounted.found.is_secured
                && let Some((segments, _)) = mounted.segments.with_other_slash(mounted.matches)
            {
                let mut i = 0;
                while i < self.shapes.length {
                    if let Some(words) = segments.shape.shared_with(&self.shapes.shapes[i])
                        && !self.shapes.shapes[i].rest
                        && let Some(at) = self.taking_slash(over, i, segments.hash_of(&words), &words)
                    {
                        self.blame_slash(at, over);
                    }
                    i += 1;
                }
            }
            over += 1;
        }
    }

    /// An operation of a shape that asks for less than `over`, and has these words in common with its path.
    const fn taking_slash(&self, over: usize, shape: usize, hash: u64, words: &Words) -> Option<usize> {
        let mut next = self.shapes.operations.first(shape as u64);
        while next != 0 {
            let at = next as usize - 1;
            if let Some(taking) = &self.operations[at]
                && matches!(taking.operation.public, None)
                && matches!(taking.operation.shadows, None)
                && taking.segments.hash_of(words) == hash
                && self.takes(at, over)
                && self.is_weaker(at, over)
                && self.is_new(at, over)
                && names::share_slash(self.entries, at, over)
                && !self.has_other_slash(over)
            {
                return Some(at);
            }
            next = self.shapes.operations.next(at);
        }
        None
    }
}
