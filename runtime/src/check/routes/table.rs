use super::hash::{Hash, PathHash, word_byte};
use crate::check::path_parameter::takes;
use crate::graph::{
    Dependency, Flow, Kind, Method, Need, Operation, Route, Scheme, SchemeKind, same, template,
};

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
}

/// The operations of a list, found by the hashes of their paths and of their ids.
pub(super) struct Table<const N: usize> {
    pub(super) faults: [Option<Fault>; N],
    operations: [Option<Mounted>; N],
    length: usize,
    paths: Index<N>,
    ids: Index<N>,
    schemes: [Option<&'static Dependency>; SCHEMES],
}

/// More schemes than this are not compared.
const SCHEMES: usize = 32;

#[derive(Clone, Copy)]
struct Mounted {
    method: Method,
    matches: u64,
    written: u64,
    id: u64,
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
}

impl<const N: usize> Table<N> {
    pub(super) const fn new() -> Self {
        let index = Index { first: [0; N], next: [0; N] };
        Self {
            faults: [None; N],
            operations: [None; N],
            length: 0,
            paths: index,
            ids: index,
            schemes: [None; SCHEMES],
        }
    }

    /// Reads a whole list.
    pub(super) const fn read<H>(&mut self, entries: &'static [Route<H>]) {
        let root = Above { hash: PathHash::EMPTY, has_parameters: false, prefix: "", above: None };
        let mut i = 0;
        while i < entries.len() {
            self.faults[i] = self.read_entry(&entries[i], &root);
            i += 1;
        }
    }

    /// Reads an entry with everything below it, and says the first thing that is wrong.
    const fn read_entry<H>(&mut self, entry: &'static Route<H>, above: &Above<'_>) -> Option<Fault> {
        let (prefix, entries) = match entry {
            Route::Operation(operation, _) => return self.read_operation(operation, above),
            Route::Nest(prefix, entries) => (*prefix, *entries),
        };
        let hash = PathHash::of(prefix);
        let has_parameters = template::placeholder(prefix.as_bytes(), 0).is_some();
        let here = Above {
            hash: above.hash.then(hash),
            has_parameters: above.has_parameters || has_parameters,
            prefix,
            above: Some(above),
        };
        let mut fault = if has_parameters { unused_prefix(prefix, entries) } else { None };
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

    const fn read_operation(&mut self, operation: &'static Operation, above: &Above<'_>) -> Option<Fault> {
        let at = self.length;
        self.length += 1;
        if !operation.id.is_known() {
            return None;
        }
        let path = above.hash.then(PathHash::of(operation.path));
        let mounted = Mounted {
            method: operation.method,
            matches: path.matches.finish(),
            written: path.written.finish(),
            id: id_hash(operation, path.words),
        };
        self.operations[at] = Some(mounted);
        if let Some(fault) = self.find_path(at, mounted) {
            return Some(fault);
        }
        if operation.in_schema
            && let Some(first) = self.find_id(at, mounted.id)
        {
            return Some(Fault::DuplicateId { at, first });
        }
        if above.has_parameters
            && let Some(name) = repeated(operation.path, above)
        {
            return Some(Fault::RepeatedName { at, name });
        }
        self.find_scheme(operation.needs)
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
            {
                if found.method as u8 == mounted.method as u8 {
                    return Some(Fault::DuplicateRoute { at, first });
                }
                if found.written != mounted.written {
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
    const fn find_id(&mut self, at: usize, id: u64) -> Option<usize> {
        let slot = (id % N as u64) as usize;
        let mut other = self.ids.first[slot];
        while other != 0 {
            let first = other as usize - 1;
            if let Some(found) = self.operations[first]
                && found.id == id
            {
                return Some(first);
            }
            other = self.ids.next[first];
        }
        self.ids.next[at] = self.ids.first[slot];
        self.ids.first[slot] = at as u32 + 1;
        None
    }

    /// Looks for a scheme below `needs` that is not the one that has had its name so far.
    const fn find_scheme(&mut self, needs: &'static [Need]) -> Option<Fault> {
        let mut i = 0;
        while i < needs.len() {
            if let Need::Dependency(asked) = &needs[i] {
                let fault = match &asked.dependency.kind {
                    Kind::Scheme(scheme) => self.enter_scheme(asked.dependency, scheme),
                    _ => self.find_scheme(asked.dependency.needs),
                };
                if fault.is_some() {
                    return fault;
                }
            }
            i += 1;
        }
        None
    }

    const fn enter_scheme(&mut self, dependency: &'static Dependency, scheme: &Scheme) -> Option<Fault> {
        let mut i = 0;
        while i < SCHEMES {
            let Some(first) = self.schemes[i] else {
                self.schemes[i] = Some(dependency);
                return None;
            };
            if let Kind::Scheme(known) = first.kind
                && same(known.name, scheme.name)
            {
                let is_same = first.id.is(&dependency.id) || is_same_scheme(known, scheme);
                return if is_same { None } else { Some(Fault::SchemeName { scheme: dependency, first }) };
            }
            i += 1;
        }
        None
    }
}

/// The hash of an operation's id, with that of the words of its path.
const fn id_hash(operation: &Operation, path: Hash) -> u64 {
    if let Some(id) = operation.operation_id {
        return Hash::EMPTY.text(id).finish();
    }
    let name = operation.id.name.as_bytes();
    let mut hash = Hash::EMPTY;
    let mut i = 0;
    while i < name.len() {
        hash = hash.byte(word_byte(name[i]));
        i += 1;
    }
    hash.then(path).byte(b'_').text(operation.method.key()).finish()
}

/// A parameter of `path` that a prefix has, too.
const fn repeated(path: &'static str, above: &Above<'_>) -> Option<&'static str> {
    let mut at = 0;
    while let Some((start, end)) = template::placeholder(path.as_bytes(), at) {
        let name = template::name_between(path, start, end);
        let mut here = above;
        loop {
            if template::has(here.prefix, name) {
                return Some(name);
            }
            match here.above {
                Some(above) => here = above,
                None => break,
            }
        }
        at = end + 1;
    }
    None
}

/// A parameter of a prefix that no operation below it takes.
const fn unused_prefix<H>(prefix: &'static str, entries: &'static [Route<H>]) -> Option<Fault> {
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

const fn is_taken<H>(entries: &'static [Route<H>], name: &str) -> bool {
    let mut i = 0;
    while i < entries.len() {
        let found = match &entries[i] {
            Route::Operation(operation, _) => !operation.id.is_known() || takes(operation.needs, name),
            Route::Nest(_, nested) => is_taken(nested, name),
        };
        if found {
            return true;
        }
        i += 1;
    }
    false
}

/// Whether two schemes look alike in the document.
const fn is_same_scheme(a: &Scheme, b: &Scheme) -> bool {
    let (SchemeKind::OAuth2(a_flows), SchemeKind::OAuth2(b_flows)) = (&a.kind, &b.kind);
    is_same_text(a.description, b.description)
        && match (&a_flows.password, &b_flows.password) {
            (Some(a), Some(b)) => is_same_flow(a, b),
            (None, None) => true,
            _ => false,
        }
}

const fn is_same_flow(a: &Flow, b: &Flow) -> bool {
    if !same(a.token_url, b.token_url)
        || !is_same_text(a.refresh_url, b.refresh_url)
        || a.scopes.len() != b.scopes.len()
    {
        return false;
    }
    let mut i = 0;
    while i < a.scopes.len() {
        if !same(a.scopes[i].0, b.scopes[i].0) || !same(a.scopes[i].1, b.scopes[i].1) {
            return false;
        }
        i += 1;
    }
    true
}

const fn is_same_text(a: Option<&str>, b: Option<&str>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    }
}
