use super::fault::{Fault, Taken};
use super::guards::{Fronts, Guards, Levels, has_operation};
use super::hash;
use super::names;
use super::prefixes::{Above, repeated, unused_prefix};
use super::schemes::{Found, Schemes};
use super::shapes::{Segments, Shapes};
use super::size::{is_reported, is_small, too_many};
use crate::check::across::Before;
use crate::check::arguments::public::scheme_below;
use crate::graph::{Dependency, Guard, Operation, Route, same};
use crate::policy::{self, template};

/// The largest number of bytes in a path and the name of its operation. A program that exceeds it is refused,
/// because texts are compared in a buffer that must hold both.
pub(super) const BYTES: usize = 480;

/// The operations of a list, indexed by the hashes of their paths and of their ids.
pub(super) struct Table<H: 'static, G: 'static, const N: usize> {
    pub(super) faults: [Option<Fault>; N],
    pub(super) entries: &'static [Route<H, G>],
    pub(super) operations: [Option<Mounted>; N],
    pub(super) length: usize,
    /// The entry that is being read.
    entry: usize,
    pub(super) paths: Index<N>,
    ids: Index<N>,
    pub(super) shapes: Shapes<N>,
    /// Whether some path ends with a slash.
    pub(super) has_slashes: bool,
    pub(super) schemes: Schemes,
    fronts: Fronts<N>,
}

#[derive(Clone, Copy)]
pub(super) struct Mounted {
    pub(super) operation: &'static Operation,
    /// The hashes of the prefixes above the operation.
    prefix: (u64, u64),
    /// The hash of the matched paths.
    pub(super) matches: u64,
    /// The positions of the segments in the path.
    pub(super) segments: Segments,
    /// The hash of the operation id.
    id: u64,
    pub(super) entry: usize,
    /// The position of the operation's guards in the table.
    pub(super) front: Option<usize>,
    /// The number of guards that belong to the checked list itself.
    pub(super) outer: usize,
    /// Whether the entry is a nested list, which has reported its own faults.
    pub(super) is_nested: bool,
    /// The findings below the operation's needs, and below the guards.
    pub(super) found: Found,
}

impl Mounted {
    /// Whether another path is obviously the same, including the names of parameters. The prefixes are compared by their
    /// hashes.
    const fn is_written_like(&self, other: &Self) -> bool {
        self.prefix.0 == other.prefix.0
            && self.prefix.1 == other.prefix.1
            && same(self.operation.path, other.operation.path)
    }

    /// Returns the fault that this operation, `at`, requires less than `over`, whose requests it takes.
    pub(super) const fn shadow(&self, taken: Taken, at: usize, over: usize) -> Fault {
        Fault::Shadow { taken, at, over, is_secured: self.found.is_secured }
    }
}

/// An index from a number, such as a hash, to the operations that have this number. It holds the first operation of each
/// chain, and the operation after each one, both plus one.
#[derive(Clone, Copy)]
pub(super) struct Index<const N: usize> {
    first: [u32; N],
    next: [u32; N],
}

impl<const N: usize> Index<N> {
    pub(super) const EMPTY: Self = Self { first: [0; N], next: [0; N] };

    /// Returns the first operation that may have this hash, plus one.
    pub(super) const fn first(&self, hash: u64) -> u32 {
        self.first[(hash % N as u64) as usize]
    }

    /// Returns the next operation of the same chain, plus one.
    pub(super) const fn next(&self, at: usize) -> u32 {
        self.next[at]
    }

    pub(super) const fn enter(&mut self, hash: u64, at: usize) {
        let slot = (hash % N as u64) as usize;
        self.next[at] = self.first[slot];
        self.first[slot] = at as u32 + 1;
    }
}

impl<H, G, const N: usize> Table<H, G, N> {
    pub(super) const fn new(entries: &'static [Route<H, G>]) -> Self {
        Self {
            faults: [None; N],
            entries,
            operations: [None; N],
            length: 0,
            entry: 0,
            paths: Index::EMPTY,
            ids: Index::EMPTY,
            shapes: Shapes::NONE,
            has_slashes: false,
            schemes: Schemes::NONE,
            fronts: Fronts::NONE,
        }
    }

    /// Reads the whole list.
    pub(super) const fn read(&mut self) {
        let root = Above::ROOT;
        let mut i = 0;
        while i < self.entries.len() {
            self.entry = i;
            self.faults[i] = self.read_entry(&self.entries[i], &root);
            i += 1;
        }
        self.find_rests();
        self.find_shadows();
        self.find_overlaps();
        self.find_slashes();
    }

    /// Stores a fault of an entry, unless the entry already has one.
    pub(super) const fn blame(&mut self, entry: usize, fault: Fault) {
        if self.faults[entry].is_none() {
            self.faults[entry] = Some(fault);
        }
    }

    /// Reads an entry with everything below it, and returns the first fault.
    const fn read_entry(&mut self, entry: &'static Route<H, G>, above: &Above<'_>) -> Option<Fault> {
        let (prefix, entries) = match entry {
            Route::Operation(operation, ..) => return self.read_operation(operation, above),
            Route::Nest(prefix, entries) => (*prefix, *entries),
            Route::Guarded(guard, guarded) => return self.read_guarded(guard, guarded, above),
        };
        let has_parameters = template::placeholder(prefix.as_bytes(), 0).is_some();
        let here = Above {
            hash: above.hash.then(prefix),
            has_parameters: above.has_parameters || has_parameters,
            prefix,
            above: Some(above),
            ..*above
        };
        // A nested list has reported everything that is wrong within itself.
        let is_outermost = matches!(above.above, None);
        let mut fault =
            if has_parameters && is_outermost { unused_prefix(prefix, entries, above.guards) } else { None };
        let mut i = 0;
        while i < entries.len() {
            let found = self.read_entry(&entries[i], &here);
            if matches!(fault, None) {
                fault = found;
            }
            i += 1;
        }
        fault
    }

    /// Reads an entry behind a guard, with everything below it.
    const fn read_guarded(
        &mut self,
        guard: &'static Guard<G>,
        guarded: &'static Route<H, G>,
        above: &Above<'_>,
    ) -> Option<Fault> {
        // A guard without an operation behind it is never resolved.
        if !has_operation(guarded) {
            return self.read_entry(guarded, above);
        }
        // A nested list has compared its own guards with its operations.
        let is_outer = matches!(above.above, None);
        let (depth, outer, before) = match above.guards {
            Some(guards) => (guards.depth + 1, guards.outer, guards.before.and(guard.needs, is_outer)),
            None => (1, 0, Before::NOTHING.and(guard.needs, is_outer)),
        };
        let guards = Guards {
            needs: guard.needs,
            above: above.guards,
            number: self.fronts.number(),
            depth,
            outer: if is_outer { depth } else { outer },
            before,
        };
        let mut found = above.found;
        let wrong = self.schemes.read(guard.needs, &above.place(self.entry), &mut found);
        let here = Above { guards: Some(&guards), found, ..*above };
        let fault = self.read_entry(guarded, &here);
        if matches!(fault, None) { wrong } else { fault }
    }

    const fn read_operation(&mut self, operation: &'static Operation, above: &Above<'_>) -> Option<Fault> {
        let at = self.length;
        self.length += 1;
        if !operation.id.is_known() {
            self.schemes.is_incomplete = true;
            return None;
        }
        // Macros have checked the other paths.
        if operation.id.is_by_hand() && !template::is_template(operation.path, true) {
            return Some(Fault::NoPath { operation });
        }
        let path = above.hash.then(operation.path);
        let id = match operation.operation_id {
            Some(id) => hash::id(id),
            None => path.id(operation.id.name, operation.method),
        };
        let mut found = above.found;
        let wrong = self.schemes.read(operation.needs, &above.place(self.entry), &mut found);
        let mounted = Mounted {
            operation,
            prefix: (above.hash.matches, above.hash.words),
            matches: path.matches,
            segments: path.segments,
            id,
            entry: self.entry,
            front: match above.guards {
                Some(guards) => Some(self.fronts.enter(guards)),
                None => None,
            },
            outer: match above.guards {
                Some(guards) => guards.outer,
                None => 0,
            },
            is_nested: matches!(above.above, Some(_)),
            found,
        };
        // An operation that is too large is reported, and is not compared with any other.
        if !is_small(&mounted, above) {
            let levels = self.protection(&mounted);
            if let Some(limit) = too_many(at, &mounted, levels.all(), above) {
                let is_reported = is_reported(at, &mounted, levels.all());
                return if is_reported { None } else { Some(Fault::TooMany(limit)) };
            }
        }
        if path.segments.are_too_many() || path.length() + operation.id.name.len() > BYTES {
            return Some(Fault::LongPath { at });
        }
        self.operations[at] = Some(mounted);
        self.shapes.enter(&path.segments, at);
        self.has_slashes |= path.segments.end_with_slash();
        let mut fault = self.find_path(at, &mounted);
        if matches!(fault, None) && operation.in_schema {
            fault = self.find_id(at, id);
        }
        if matches!(fault, None)
            && above.has_parameters
            && let Some(name) = repeated(operation.path, above)
        {
            fault = Some(Fault::RepeatedName { at, name });
        }
        if matches!(fault, None)
            && let Some(guards) = above.guards
        {
            if matches!(operation.public, Some(_))
                && above.found.is_secured
                && let Some(scheme) = self.closing(&mounted)
            {
                fault = Some(Fault::PublicSecured { at, scheme });
            } else if guards.outer > 0
                && let Some(mistake) = guards.before.mistake(self.protection(&mounted).all(), guards.outer)
            {
                fault = Some(Fault::Guarded { at, mistake });
            }
        }
        if matches!(fault, None) { wrong } else { fault }
    }

    /// Returns the first scheme of an operation that is not public, because no client gets past it without credentials.
    const fn closing(&self, mounted: &Mounted) -> Option<&'static Dependency> {
        let levels = self.protection(mounted);
        // A nested list has compared its own guards with its operations.
        let is_reported =
            mounted.is_nested && !policy::lets_in_with_nothing(levels.all().split_at(mounted.outer).1);
        if is_reported || policy::lets_in_with_nothing(levels.all()) {
            return None;
        }
        let mut i = 0;
        while i < levels.all().len() {
            let scheme = scheme_below(levels.all()[i]);
            if scheme.is_some() {
                return scheme;
            }
            i += 1;
        }
        None
    }

    /// Finds an operation with the same path, and adds this one to the index.
    const fn find_path(&mut self, at: usize, mounted: &Mounted) -> Option<Fault> {
        let mut fault = None;
        let mut other = self.paths.first(mounted.matches);
        while other != 0 {
            let first = other as usize - 1;
            if let Some(found) = &self.operations[first]
                && found.matches == mounted.matches
                && found.entry != mounted.entry
            {
                if found.operation.method as u8 == mounted.operation.method as u8 {
                    if names::match_alike(self.entries, at, first) {
                        return Some(self.duplicate(at, first));
                    }
                } else if !found.is_written_like(mounted) && names::differ_in_names(self.entries, at, first) {
                    fault = Some(Fault::OtherNames { at, first });
                }
            }
            other = self.paths.next(first);
        }
        self.paths.enter(mounted.matches, at);
        fault
    }

    /// Whether the nested list of an entry could not compare two ids. One is explicit, and the other one includes the
    /// prefix.
    const fn is_new_id(&self, found: &Mounted, at: usize) -> bool {
        match &self.operations[at] {
            Some(mounted) => {
                mounted.operation.operation_id.is_some() != found.operation.operation_id.is_some()
                    && mounted.prefix.1 != 0
            }
            None => false,
        }
    }

    /// Returns the fault of two operations that answer the same requests.
    const fn duplicate(&self, at: usize, first: usize) -> Fault {
        if self.is_weaker(at, first) {
            Fault::Downgrade { stronger: first, weaker: at }
        } else if self.is_weaker(first, at) {
            Fault::Downgrade { stronger: at, weaker: first }
        } else {
            Fault::DuplicateRoute { at, first }
        }
    }

    /// Whether a nested list has not yet compared two operations. They are from two entries, or the guards in front of the
    /// list make a difference.
    pub(super) const fn is_new(&self, at: usize, over: usize) -> bool {
        let (Some(a), Some(b)) = (&self.operations[at], &self.operations[over]) else { return false };
        if a.entry != b.entry {
            return true;
        }
        if a.outer == 0 || b.outer == 0 {
            return false;
        }
        let (a_levels, b_levels) = (self.protection(a), self.protection(b));
        let (a_nested, b_nested) = (a_levels.all().split_at(a.outer).1, b_levels.all().split_at(b.outer).1);
        !policy::is_weaker(a_nested, b_nested)
    }

    /// Whether an operation lets in every caller that another one does, and more.
    pub(super) const fn is_weaker(&self, weaker: usize, stronger: usize) -> bool {
        let (Some(a), Some(b)) = (&self.operations[weaker], &self.operations[stronger]) else { return false };
        // Most often, the other operation requires nothing, and there is nothing to compare.
        if !b.found.is_secured {
            return false;
        }
        let (a, b) = (self.protection(a), self.protection(b));
        policy::is_weaker(a.all(), b.all())
    }

    /// Returns all lists of needs that are resolved for an operation.
    pub(super) const fn protection(&self, mounted: &Mounted) -> Levels {
        self.fronts.levels(mounted.front, mounted.operation.needs)
    }

    /// Finds an operation with the same id, and adds this one to the index.
    const fn find_id(&mut self, at: usize, id: u64) -> Option<Fault> {
        let mut other = self.ids.first(id);
        while other != 0 {
            let first = other as usize - 1;
            if let Some(found) = &self.operations[first]
                && found.id == id
                && (found.entry != self.entry || self.is_new_id(found, at))
                && names::have_one_id(self.entries, at, first)
            {
                return Some(Fault::DuplicateId { at, first });
            }
            other = self.ids.next(first);
        }
        self.ids.enter(id, at);
        None
    }
}
