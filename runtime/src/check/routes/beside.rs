//! A parameter beside the rest of a path: `/files/{name}` and `/files/{*rest}` both match `/files/a`, and the router
//! accepts only one of them.

use super::fault::Fault;
use super::names;
use super::table::Table;
use crate::policy::paths;

impl<H, G, const N: usize> Table<H, G, N> {
    /// Rule `duplicate-route`, for a parameter and the rest of a path in the same position.
    pub(super) const fn find_rests(&mut self) {
        let mut rest = 0;
        while rest < self.length {
            if let Some(mounted) = &self.operations[rest]
                && mounted.segments.shape.rest
            {
                let mounted = *mounted;
                let mut at = 0;
                while at < self.length {
                    if let Some(other) = &self.operations[at]
                        && other.entry != mounted.entry
                        && other.segments.is_beside_rest(&mounted.segments)
                        && self.is_beside(at, rest)
                    {
                        let (at, first) = if at > rest { (at, rest) } else { (rest, at) };
                        let entry = if at == rest { mounted.entry } else { other.entry };
                        self.blame(entry, Fault::RestBeside { at, first });
                    }
                    at += 1;
                }
            }
            rest += 1;
        }
    }

    const fn is_beside(&self, at: usize, rest: usize) -> bool {
        let (path, rest) = (names::path(self.entries, at), names::path(self.entries, rest));
        paths::is_beside_rest(path.bytes(), rest.bytes())
    }
}
