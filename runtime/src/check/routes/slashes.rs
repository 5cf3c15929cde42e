//! Operations that take requests for the path of another one with a slash added to its end, or removed.
//! Without such an operation, these requests would be redirected to the other one. So the operation must not
//! be protected less than the other one.

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

    /// Returns the segments and the hash of the path with a slash added to its end, or removed. A request for that path is
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
    /// Rule `protection-downgrade`, for paths with a slash added or removed. The rule applies only if some path ends with a
    /// slash.
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

    /// Returns an operation that requires more than `at`, and to which the requests that `at` takes would be redirected.
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

    /// Returns an operation with a more general path that takes requests for the path of `over` with a slash
    /// added or removed. Without that operation, the requests would be redirected to `over`, which requires
    /// more.
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
            // The server checks a path that `{*rest}` takes.
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

    /// Whether some operation has exactly the path of another one with a slash added or removed. That
    /// operation answers the requests that would be redirected, and is compared with both.
    const fn has_other_slash(&self, at: usize) -> bool {
        self.has_path(&names::with_other_slash(names::path(self.entries, at)))
    }

    /// Finds operations that take only some of the requests that would be redirected.
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

    /// Returns an operation of a shape that requires less than `over`, and has these words in common with the path of
    /// `over`.
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
