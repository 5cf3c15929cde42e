use super::hash::{self, PathHash};
use super::names;
use super::scheme::is_same_scheme;
use crate::check::argument::{Mistake, across};
use crate::check::path_parameter::takes;
use crate::graph::{Dependency, Guard, Kind, Need, Operation, Route, Scheme, same, template};

/// What is wrong with an entry. Operations are known by their places in the list, counted through nested lists.
#[derive(Clone, Copy)]
pub enum Fault {
    /// Rule `duplicate-route`.
    DuplicateRoute {
        /// The operation.
        at: usize,
        /// The one that answers the same requests.
        first: usize,
    },
    /// Rule `duplicate-route`, too: the same paths with parameters of other names.
    OtherNames {
        /// The operation.
        at: usize,
        /// The one whose parameters have other names.
        first: usize,
    },
    /// Rule `duplicate-operation-id`.
    DuplicateId {
        /// The operation.
        at: usize,
        /// The one that has the same id.
        first: usize,
    },
    /// Rule `scheme-name-collision`.
    SchemeName {
        /// A scheme that the operation reaches.
        scheme: &'static Dependency,
        /// Another one of its name.
        first: &'static Dependency,
    },
    /// Rule `path-template`: a path and a prefix above it have a parameter of one name.
    RepeatedName {
        /// The operation.
        at: usize,
        /// The name.
        name: &'static str,
    },
    /// Rule `path-parameter-unused`: a parameter of a prefix that nothing below it takes.
    UnusedPrefix {
        /// The prefix.
        prefix: &'static str,
        /// The parameter.
        name: &'static str,
    },
    /// What stands before an operation does not go with it.
    Guarded {
        /// The operation.
        at: usize,
        /// What is wrong.
        mistake: Mistake,
    },
}

/// The operations of a list, found by the hashes of their paths and of their ids.
pub(super) struct Table<H: 'static, G: 'static, const N: usize> {
    pub(super) faults: [Option<Fault>; N],
    entries: &'static [Route<H, G>],
    operations: [Option<Mounted>; N],
    length: usize,
    /// The entry that is being read.
    entry: usize,
    paths: Index<N>,
    ids: Index<N>,
    schemes: [Option<Reached>; SCHEMES],
}

/// A scheme, and the entry that has reached it first.
#[derive(Clone, Copy)]
struct Reached {
    scheme: &'static Dependency,
    entry: usize,
}

/// More schemes than this are not compared.
const SCHEMES: usize = 32;

#[derive(Clone, Copy)]
struct Mounted {
    operation: &'static Operation,
    /// The hashes of the prefixes above it.
    prefix: PathHash,
    /// The hash of what its path matches.
    matches: u64,
    /// That of its operation id.
    id: u64,
    entry: usize,
}

impl Mounted {
    /// Whether another path is this one, names included, as far as can be told at a glance.
    const fn is_written_like(&self, other: &Self) -> bool {
        self.prefix.is(&other.prefix) && same(self.operation.path, other.operation.path)
    }
}

/// From a hash to the operations that have it: the first of each chain, and the next of each operation, both plus
/// one.
#[derive(Clone, Copy)]
struct Index<const N: usize> {
    first: [u32; N],
    next: [u32; N],
}

/// Where a list is nested.
#[derive(Clone, Copy)]
struct Above<'a> {
    hash: PathHash,
    /// Whether one of the prefixes has a parameter.
    has_parameters: bool,
    prefix: &'static str,
    above: Option<&'a Above<'a>>,
    guards: Option<&'a Guards<'a>>,
}

/// What is resolved before the operations of an entry.
#[derive(Clone, Copy)]
struct Guards<'a> {
    needs: &'static [Need],
    above: Option<&'a Guards<'a>>,
}

/// More guards around one operation than this are not compared with it.
const GUARDS: usize = 16;

impl Guards<'_> {
    /// What is wrong between these and an operation that needs `own`.
    const fn across(&self, own: &'static [Need]) -> Option<Mistake> {
        let mut levels: [&'static [Need]; GUARDS] = [&[]; GUARDS];
        levels[GUARDS - 1] = own;
        let (mut at, mut here) = (GUARDS - 1, Some(self));
        while let Some(guards) = here
            && at > 0
        {
            at -= 1;
            levels[at] = guards.needs;
            here = guards.above;
        }
        across(levels.split_at(at).1)
    }
}

impl<H, G, const N: usize> Table<H, G, N> {
    pub(super) const fn new(entries: &'static [Route<H, G>]) -> Self {
        let index = Index { first: [0; N], next: [0; N] };
        Self {
            faults: [None; N],
            entries,
            operations: [None; N],
            length: 0,
            entry: 0,
            paths: index,
            ids: index,
            schemes: [None; SCHEMES],
        }
    }

    /// Reads the whole list.
    pub(super) const fn read(&mut self) {
        let root =
            Above { hash: PathHash::EMPTY, has_parameters: false, prefix: "", above: None, guards: None };
        let mut i = 0;
        while i < self.entries.len() {
            self.entry = i;
            self.faults[i] = self.read_entry(&self.entries[i], &root);
            i += 1;
        }
    }

    /// Reads an entry with everything below it, and says the first thing that is wrong.
    const fn read_entry(&mut self, entry: &'static Route<H, G>, above: &Above<'_>) -> Option<Fault> {
        let (prefix, entries) = match entry {
            Route::Operation(operation, _) => return self.read_operation(operation, above),
            Route::Nest(prefix, entries) => (*prefix, *entries),
            Route::Guarded(guard, guarded) => return self.read_guarded(guard, guarded, above),
        };
        let has_parameters = template::placeholder(prefix.as_bytes(), 0).is_some();
        let here = Above {
            hash: above.hash.then(prefix),
            has_parameters: above.has_parameters || has_parameters,
            prefix,
            above: Some(above),
            guards: above.guards,
        };
        // Whatever lies within one nested list, that list has reported.
        let is_outermost = above.above.is_none();
        let mut fault = if has_parameters && is_outermost { unused_prefix(prefix, entries) } else { None };
        let mut i = 0;
        while i < entries.len() {
            let found = self.read_entry(&entries[i], &here);
            if fault.is_none() {
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
        let guards = Guards { needs: guard.needs, above: above.guards };
        let fault = self.read_entry(guarded, &Above { guards: Some(&guards), ..*above });
        if fault.is_some() { fault } else { self.find_scheme(guard.needs, above.above.is_some()) }
    }

    const fn read_operation(&mut self, operation: &'static Operation, above: &Above<'_>) -> Option<Fault> {
        let at = self.length;
        self.length += 1;
        if !operation.id.is_known() {
            return None;
        }
        let path = above.hash.then(operation.path);
        let id = match operation.operation_id {
            Some(id) => hash::id(id),
            None => path.id(operation.id.name, operation.method),
        };
        let mounted = Mounted { operation, prefix: above.hash, matches: path.matches, id, entry: self.entry };
        self.operations[at] = Some(mounted);
        let mut fault = self.find_path(at, mounted);
        if fault.is_none() && operation.in_schema {
            fault = self.find_id(at, id);
        }
        if fault.is_none()
            && above.has_parameters
            && let Some(name) = repeated(operation.path, above)
        {
            fault = Some(Fault::RepeatedName { at, name });
        }
        if fault.is_none()
            && let Some(guards) = above.guards
            && let Some(mistake) = guards.across(operation.needs)
        {
            fault = Some(Fault::Guarded { at, mistake });
        }
        if fault.is_none() { self.find_scheme(operation.needs, above.above.is_some()) } else { fault }
    }

    /// Looks for an operation with the same path, and enters this one.
    const fn find_path(&mut self, at: usize, mounted: Mounted) -> Option<Fault> {
        let slot = (mounted.matches % N as u64) as usize;
        let mut fault = None;
        let mut other = self.paths.first[slot];
        while other != 0 {
            let first = other as usize - 1;
            if let Some(found) = self.operations[first]
                && found.matches == mounted.matches
                && found.entry != mounted.entry
            {
                if found.operation.method as u8 == mounted.operation.method as u8 {
                    if names::match_alike(self.entries, at, first) {
                        return Some(Fault::DuplicateRoute { at, first });
                    }
                } else if !found.is_written_like(&mounted) && names::differ_in_names(self.entries, at, first)
                {
                    fault = Some(Fault::OtherNames { at, first });
                }
            }
            other = self.paths.next[first];
        }
        self.paths.next[at] = self.paths.first[slot];
        self.paths.first[slot] = at as u32 + 1;
        fault
    }

    /// Looks for an operation with the same id, and enters this one.
    const fn find_id(&mut self, at: usize, id: u64) -> Option<Fault> {
        let slot = (id % N as u64) as usize;
        let mut other = self.ids.first[slot];
        while other != 0 {
            let first = other as usize - 1;
            if let Some(found) = self.operations[first]
                && found.id == id
                && found.entry != self.entry
                && names::have_one_id(self.entries, at, first)
            {
                return Some(Fault::DuplicateId { at, first });
            }
            other = self.ids.next[first];
        }
        self.ids.next[at] = self.ids.first[slot];
        self.ids.first[slot] = at as u32 + 1;
        None
    }

    /// Looks for a scheme below `needs` that is not the one that has had its name so far.
    const fn find_scheme(&mut self, needs: &'static [Need], is_nested: bool) -> Option<Fault> {
        let mut i = 0;
        while i < needs.len() {
            if let Need::Dependency(asked) = &needs[i] {
                let fault = match &asked.dependency.kind {
                    Kind::Scheme(scheme) => self.enter_scheme(asked.dependency, scheme, is_nested),
                    _ => self.find_scheme(asked.dependency.needs, is_nested),
                };
                if fault.is_some() {
                    return fault;
                }
            }
            i += 1;
        }
        None
    }

    /// Enters a scheme, once, and says which other one of its name was there.
    const fn enter_scheme(
        &mut self,
        scheme: &'static Dependency,
        description: &Scheme,
        is_nested: bool,
    ) -> Option<Fault> {
        let mut fault = None;
        let mut i = 0;
        while i < SCHEMES {
            let Some(reached) = self.schemes[i] else {
                self.schemes[i] = Some(Reached { scheme, entry: self.entry });
                return fault;
            };
            let first = reached.scheme;
            if first.number == scheme.number {
                return None;
            }
            if let Kind::Scheme(known) = first.kind
                && same(known.name, description.name)
                && !is_same_scheme(known, description)
                && !(is_nested && reached.entry == self.entry)
            {
                fault = Some(Fault::SchemeName { scheme, first });
            }
            i += 1;
        }
        fault
    }
}

/// A parameter of the outermost prefix that `path` or a prefix between them has, too; what is below that, the nested
/// list has reported.
const fn repeated(path: &'static str, above: &Above<'_>) -> Option<&'static str> {
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

/// A parameter that both templates have.
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

/// A parameter of a prefix that no operation below it takes.
const fn unused_prefix<H, G>(prefix: &'static str, entries: &'static [Route<H, G>]) -> Option<Fault> {
    let mut at = 0;
    while let Some((start, end)) = template::placeholder(prefix.as_bytes(), at) {
        let name = template::name_between(prefix, start, end);
        if !entries.is_empty() && !is_taken(entries, name) {
            return Some(Fault::UnusedPrefix { prefix, name });
        }
        at = end + 1;
    }
    None
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
        Route::Operation(operation, _) => !operation.id.is_known() || takes(operation.needs, name),
        Route::Nest(_, nested) => is_taken(nested, name),
        Route::Guarded(guard, guarded) => takes(guard.needs, name) || is_taken_by(guarded, name),
    }
}
