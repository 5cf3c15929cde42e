use super::fault::{Fault, Taken};
use super::guards::{Fronts, Guards, Levels};
use super::hash;
use super::names;
use super::prefixes::{Above, repeated, unused_prefix};
use super::schemes::{Found, Schemes};
use super::shapes::{Segments, Shapes};
use super::size::{is_reported, is_small, too_many};
use crate::check::across::Before;
use crate::check::public::scheme_below;
use crate::graph::{Dependency, Guard, Operation, Route, same};
use crate::policy::{self, template};

/// More bytes than this in a path and the name of its operation are an error of the program: texts are compared in a buffer that
/// must hold both.
pub(super) const BYTES: usize = 480;

/// The operations of a list, found by the hashes of their paths and of their ids.
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
    /// The hashes of the prefixes above it.
    prefix: (u64, u64),
    /// The hash of what its path matches.
    pub(super) matches: u64,
    /// Where its segments are in that.
    pub(super) segments: Segments,
    /// That of its operation id.
    id: u64,
    pub(super) entry: usize,
    /// What is in front of it.
    pub(super) front: Option<usize>,
    /// How many of them this list has itself.
    pub(super) outer: usize,
    /// Whether the entry is a list, which has reported what is wrong in itself.
    pub(super) is_nested: bool,
    /// What was found below what it depends on, and below the guards.
    pub(super) found: Found,
}

impl Mounted {
    /// Whether another path is this one, names included, as far as can be told at a glance.
    const fn is_written_like(&self, other: &Self) -> bool {
        self.prefix.0 == other.prefix.0
            && self.prefix.1 == other.prefix.1
            && same(self.operation.path, other.operation.path)
    }

    /// The fault of this operation, `at`, that it asks for less than the one `over` whose requests it takes.
    pub(super) const fn shadow(&self, taken: Taken, at: usize, over: usize) -> Fault {
        Fault::Shadow { taken, at, over, is_secured: self.found.is_secured }
    }
}

/// From a number, a hash say, to the operations that have it: the first of each chain, and the next of each operation, both
/// plus one.
#[derive(Clone, Copy)]
pub(super) struct Index<const N: usize> {
    first: [u32; N],
    next: [u32; N],
}

impl<const N: usize> Index<N> {
    pub(super) const EMPTY: Self = Self { first: [0; N], next: [0; N] };

    /// The first that may have this hash, plus one.
    pub(super) const fn first(&self, hash: u64) -> u32 {
        self.first[(hash % N as u64) as usize]
    }

    /// The one after another, plus one.
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

    /// Keeps a fault of an operation's entry, unless it has one.
    pub(super) const fn blame(&mut self, entry: usize, fault: Fault) {
        if self.faults[entry].is_none() {
            self.faults[entry] = Some(fault);
        }
    }

    /// Reads an entry with everything below it, and says the first thing that is wrong.
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
        // Whatever lies within one nested list, that list has reported.
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

    /// Reads an entry with everything below it, behind a guard.
    const fn read_guarded(
        &mut self,
        guard: &'static Guard<G>,
        guarded: &'static Route<H, G>,
        above: &Above<'_>,
    ) -> Option<Fault> {
        // What is in front of nothing is never resolved.
        if !has_operation(guarded) {
            return self.read_entry(guarded, above);
        }
        // What is in front of a nested list there, that list has compared with its operations.
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
        // A macro has read the others.
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
        // What is too large to be compared is reported, and compared with nothing.
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

    /// The first scheme of an operation that no client gets past without credentials, so that it is not public.
    const fn closing(&self, mounted: &Mounted) -> Option<&'static Dependency> {
        let levels = self.protection(mounted);
        // What a nested list has in front of its operations, it has compared with them.
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

    /// Looks for an operation with the same path, and enters this one.
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

    /// Whether the nested list of an entry could not compare two ids: one is written, and the other has the prefix in it.
    const fn is_new_id(&self, found: &Mounted, at: usize) -> bool {
        match &self.operations[at] {
            Some(mounted) => {
                mounted.operation.operation_id.is_some() != found.operation.operation_id.is_some()
                    && mounted.prefix.1 != 0
            }
            None => false,
        }
    }

    /// What two operations for the same requests are.
    const fn duplicate(&self, at: usize, first: usize) -> Fault {
        if self.is_weaker(at, first) {
            Fault::Downgrade { stronger: first, weaker: at }
        } else if self.is_weaker(first, at) {
            Fault::Downgrade { stronger: at, weaker: first }
        } else {
            Fault::DuplicateRoute { at, first }
        }
    }

    /// Whether a nested list has not compared two operations already: they are of two entries, or what is in front of the list
    /// makes a difference.
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

    /// Whether an operation lets in all that another does, and more.
    pub(super) const fn is_weaker(&self, weaker: usize, stronger: usize) -> bool {
        let (Some(a), Some(b)) = (&self.operations[weaker], &self.operations[stronger]) else { return false };
        // Most often neither asks for anything, or nobody has to look further.
        if !b.found.is_secured {
            return false;
        }
        let (a, b) = (self.protection(a), self.protection(b));
        policy::is_weaker(a.all(), b.all())
    }

    /// All that is resolved for an operation.
    pub(super) const fn protection(&self, mounted: &Mounted) -> Levels {
        self.fronts.levels(mounted.front, mounted.operation.needs)
    }

    /// Looks for an operation with the same id, and enters this one.
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

/// Whether there is an operation below an entry.
const fn has_operation<H, G>(mut entry: &'static Route<H, G>) -> bool {
    let entries = loop {
        match entry {
            Route::Operation(..) => return true,
            Route::Nest(_, entries) => break *entries,
            Route::Guarded(_, guarded) => entry = guarded,
        }
    };
    let mut i = 0;
    while i < entries.len() {
        if has_operation(&entries[i]) {
            return true;
        }
        i += 1;
    }
    false
}
