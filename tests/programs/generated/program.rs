//! Random programs as data: schemes, functions, alternatives and lists of operations. `metamorphic/graph.rs` turns them
//! into constants, and `source.rs` into Rust.

use std::collections::BTreeSet;

use portcullis_tests::Random;

/// A program.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) schemes: Vec<Scheme>,
    /// The functions and alternatives. Each depends only on schemes and earlier items.
    pub(crate) items: Vec<Item>,
    pub(crate) list: List,
    /// Whether the outermost list is a `secured_routes!`.
    pub(crate) strict: bool,
    pub(crate) written: Written,
}

/// How the items of a program are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    Plainly,
    /// Each item by its own macro call.
    ByMacros,
    /// All items by one macro call.
    ByOneMacro,
}

/// A scheme.
#[derive(Clone, Debug)]
pub(crate) struct Scheme {
    pub(crate) item: Name,
    /// The name in the document.
    pub(crate) name: &'static str,
    pub(crate) kind: SchemeKind,
    /// The scopes that the scheme declares, if its type declares scopes.
    pub(crate) scopes: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum SchemeKind {
    Bearer,
    Basic,
    Header(&'static str),
    Query,
    Cookie,
}

/// The name of an item, and its module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) name: String,
    pub(crate) module: Option<usize>,
}

/// A function or an enum of alternatives.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) name: Name,
    pub(crate) kind: Kind,
    pub(crate) needs: Vec<Ask>,
    pub(crate) clone: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Function {
        refuses: bool,
        takes_scopes: bool,
        reads: Option<Reads>,
    },
    /// A function implemented by hand as a type. `identity` copies the identity of an earlier item.
    ByHand {
        refuses: bool,
        identity: Option<usize>,
    },
    AnyOf,
}

/// The part of the request that a function or an operation reads, besides credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reads {
    Query,
    Body,
}

/// A dependency, and how it is required.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ask {
    pub(crate) target: Target,
    pub(crate) is_optional: bool,
    pub(crate) scopes: Vec<&'static str>,
    pub(crate) cached: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    Scheme(usize),
    Item(usize),
}

/// A list of routes.
#[derive(Clone, Debug, Default)]
pub(crate) struct List {
    pub(crate) depends: Vec<Ask>,
    pub(crate) entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub(crate) enum Entry {
    Operation(Operation),
    Nest(Nest),
}

#[derive(Clone, Debug)]
pub(crate) struct Nest {
    pub(crate) prefix: String,
    pub(crate) depends: Vec<Ask>,
    pub(crate) list: List,
}

#[derive(Clone, Debug)]
pub(crate) struct Operation {
    pub(crate) name: Name,
    /// A number that stays the same when the operation is renamed.
    pub(crate) number: usize,
    pub(crate) is_post: bool,
    pub(crate) path: String,
    /// The path parameters of prefixes that the operation reads.
    pub(crate) of_prefixes: Vec<String>,
    pub(crate) guards: Vec<Ask>,
    pub(crate) arguments: Vec<Ask>,
    pub(crate) reads: Option<Reads>,
    pub(crate) public: bool,
    pub(crate) shadows: bool,
}

impl Name {
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), module: None }
    }
}

impl Ask {
    pub(crate) fn plain(target: Target) -> Self {
        Self { target, is_optional: false, scopes: Vec::new(), cached: true }
    }
}

impl List {
    /// Calls `each` for the list and all nested ones.
    pub(crate) fn for_each(&mut self, each: &mut dyn FnMut(&mut Self)) {
        each(self);
        for entry in &mut self.entries {
            if let Entry::Nest(nest) = entry {
                nest.list.for_each(each);
            }
        }
    }

    /// Returns all operations, each with its full path.
    pub(crate) fn operations(&self, prefix: &str) -> Vec<(String, &Operation)> {
        let mut found = Vec::new();
        for entry in &self.entries {
            match entry {
                Entry::Operation(operation) => {
                    found.push((format!("{prefix}{}", operation.path), operation));
                }
                Entry::Nest(nest) => {
                    found.extend(nest.list.operations(&format!("{prefix}{}", nest.prefix)));
                }
            }
        }
        found
    }
}

impl Entry {
    /// The guards of the entry, which may be moved.
    pub(crate) fn guards(&mut self) -> &mut Vec<Ask> {
        match self {
            Self::Operation(operation) => &mut operation.guards,
            Self::Nest(nest) => &mut nest.depends,
        }
    }
}

/// Returns the names of the parameters of a path.
pub(crate) fn parameters(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split('}').next())
}

const SCHEMES: [(&str, SchemeKind); 5] = [
    ("Bearer", SchemeKind::Bearer),
    ("Basic", SchemeKind::Basic),
    ("Header", SchemeKind::Header("X-Key")),
    ("Query", SchemeKind::Query),
    ("Cookie", SchemeKind::Cookie),
];

/// Generates a random program.
pub(crate) fn program(random: &mut Random) -> Program {
    let strict = random.below(100) < 50;
    let empty = Program {
        schemes: Vec::new(),
        items: Vec::new(),
        list: List::default(),
        strict,
        written: Written::Plainly,
    };
    let mut generator = Generator { random, program: empty, operations: 0 };
    generator.schemes();
    generator.items();
    generator.program.list = generator.list(0, Above::default());
    generator.program
}

/// Properties of the prefixes and guards above a list.
#[derive(Clone, Copy, Default)]
struct Above {
    has_tenant: bool,
    is_secured: bool,
}

struct Generator<'a> {
    random: &'a mut Random,
    program: Program,
    operations: usize,
}

impl Generator<'_> {
    fn chance(&mut self, percent: usize) -> bool {
        self.random.below(100) < percent
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        self.random.of(list)
    }

    fn schemes(&mut self) {
        let mut kinds = SCHEMES.to_vec();
        for at in 0..2 + self.random.below(2) {
            let (name, kind) = kinds.remove(self.random.below(kinds.len()));
            let scopes = match kind {
                SchemeKind::Bearer => self.of(&[&[][..], &["s1"], &["s1"], &["s1", "s2"]]),
                _ => &["s1", "s2"],
            };
            self.program.schemes.push(Scheme { item: Name::new(format!("scheme{at}")), name, kind, scopes });
        }
        // A second scheme with the same name, which may have the same configuration.
        if self.chance(8) {
            let mut other = self.program.schemes[0].clone();
            other.item = Name::new("scheme9");
            match other.kind {
                SchemeKind::Header(_) if self.chance(50) => other.kind = SchemeKind::Header("X-Other"),
                SchemeKind::Bearer if self.chance(50) => other.scopes = &["s2"],
                _ => {}
            }
            self.program.schemes.push(other);
        }
    }

    fn items(&mut self) {
        for scheme in 0..self.program.schemes.len() {
            let (refuses, takes_scopes) = (self.chance(85), self.chance(75));
            let ask = self.ask(Target::Scheme(scheme), 3);
            self.function(vec![ask], refuses, takes_scopes, None);
        }
        for _ in 0..1 + self.random.below(2) {
            let (refuses, takes_scopes) = (self.chance(50), self.chance(15));
            let reads = if self.chance(40) { Some(Reads::Query) } else { None };
            self.function(Vec::new(), refuses, takes_scopes, reads);
        }
        for _ in 0..2 + self.random.below(4) {
            match self.random.below(100) {
                0..30 => self.alternatives(),
                30..50 => self.by_hand(),
                _ => self.together(),
            }
        }
    }

    fn function(&mut self, needs: Vec<Ask>, refuses: bool, takes_scopes: bool, reads: Option<Reads>) {
        let name = Name::new(format!("f{}", self.program.items.len()));
        let kind = Kind::Function { refuses, takes_scopes, reads };
        let clone = self.chance(92);
        self.program.items.push(Item { name, kind, needs, clone });
    }

    fn together(&mut self) {
        let mut needs = Vec::new();
        for _ in 0..1 + self.random.below(3) {
            let target = self.target();
            needs.push(self.ask(target, 20));
        }
        // Dependencies that read other parts of the request usually come last.
        if self.chance(95) {
            needs.sort_by_key(|ask| self.program.reaches(ask.target).is_empty());
        }
        let (refuses, takes_scopes) = (self.chance(45), self.chance(35));
        let reads_query = self.chance(8);
        self.function(needs, refuses, takes_scopes, reads_query.then_some(Reads::Query));
    }

    fn by_hand(&mut self) {
        let needs = (0..1 + self.random.below(2)).map(|_| Ask::plain(self.target())).collect();
        let is_by_hand = |at: &usize| matches!(self.program.items[*at].kind, Kind::ByHand { .. });
        let known: Vec<usize> = (0..self.program.items.len()).filter(is_by_hand).collect();
        let identity = if known.is_empty() || self.chance(40) { None } else { Some(self.of(&known)) };
        let name = Name::new(format!("f{}", self.program.items.len()));
        let kind = Kind::ByHand { refuses: self.chance(60), identity };
        let clone = self.chance(92);
        self.program.items.push(Item { name, kind, needs, clone });
    }

    fn alternatives(&mut self) {
        let mut needs: Vec<Ask> = Vec::new();
        for _ in 0..2 + self.random.below(2) {
            let target = self.secured_target();
            let reached = self.program.reaches(target);
            let is_new = needs.iter().all(|ask| self.program.reaches(ask.target).is_disjoint(&reached));
            if is_new || self.chance(5) {
                let ask = self.ask(target, 20);
                needs.push(Ask { is_optional: false, ..ask });
            }
        }
        if needs.len() < 2 {
            return;
        }
        let name = Name::new(format!("E{}", self.program.items.len()));
        let clone = needs.iter().all(|ask| self.program.is_clone(ask.target));
        self.program.items.push(Item { name, kind: Kind::AnyOf, needs, clone });
    }

    fn target(&mut self) -> Target {
        let (schemes, items) = (self.program.schemes.len(), self.program.items.len());
        if self.chance(8) {
            Target::Scheme(self.random.below(schemes))
        } else {
            Target::Item(self.random.below(items))
        }
    }

    fn secured_target(&mut self) -> Target {
        loop {
            let target = self.target();
            if !self.program.reaches(target).is_empty() {
                return target;
            }
        }
    }

    fn ask(&mut self, target: Target, scoped: usize) -> Ask {
        let reached = self.program.reaches(target);
        let mut ask = Ask::plain(target);
        if reached.is_empty() {
            // Scopes that no scheme can grant are a mistake.
            if self.chance(1) {
                ask.scopes.push("s1");
            }
            return ask;
        }
        ask.is_optional = self.chance(12);
        let is_enforced = self.program.takes_scopes(target);
        if self.chance(if is_enforced { scoped * 2 } else { scoped / 4 }) {
            let declared: BTreeSet<&str> =
                reached.iter().flat_map(|scheme| self.program.schemes[*scheme].scopes).copied().collect();
            let declared: Vec<&str> = declared.into_iter().collect();
            if declared.is_empty() || self.chance(2) {
                ask.scopes = if self.chance(10) { vec!["s2"] } else { Vec::new() };
            } else {
                let first = self.random.below(declared.len());
                ask.scopes = declared[first..].to_vec();
            }
        }
        ask.cached = !ask.scopes.is_empty() || !self.chance(4);
        ask
    }

    /// Returns a random guard. A guard is never resolved anew.
    fn guard(&mut self) -> Ask {
        let target = if self.chance(80) { self.secured_target() } else { self.target() };
        Ask { cached: true, ..self.ask(target, 20) }
    }

    fn list(&mut self, depth: usize, mut above: Above) -> List {
        let mut list = List::default();
        if self.chance(40) {
            for _ in 0..1 + self.random.below(2) {
                let guard = self.guard();
                above.is_secured |= !self.program.reaches(guard.target).is_empty();
                list.depends.push(guard);
            }
        }
        for _ in 0..1 + self.random.below(3) {
            let entry = if depth < 3 && self.chance(35) {
                Entry::Nest(self.nest(depth, above))
            } else {
                Entry::Operation(self.operation(above))
            };
            list.entries.push(entry);
        }
        list
    }

    fn nest(&mut self, depth: usize, mut above: Above) -> Nest {
        let prefixes = ["", "/a", "/b", "/a/b", "/c"];
        let mut prefix = self.of(&prefixes).to_owned();
        let takes_tenant = !above.has_tenant && self.chance(15);
        if takes_tenant {
            prefix += "/{tenant}";
        }
        let mut depends = Vec::new();
        if self.chance(35) {
            let guard = self.guard();
            above.is_secured |= !self.program.reaches(guard.target).is_empty();
            depends.push(guard);
        }
        above.has_tenant |= takes_tenant;
        Nest { prefix, depends, list: self.list(depth + 1, above) }
    }

    fn operation(&mut self, mut above: Above) -> Operation {
        let number = self.operations;
        self.operations += 1;
        // A few operations have a path that is not unique.
        let path = match self.random.below(12) {
            0 => "/".to_owned(),
            1 => "/x".to_owned(),
            2 => "/x/{id}".to_owned(),
            3 => "/{id}".to_owned(),
            4 => format!("/own{number}/{{id}}/x"),
            _ => format!("/own{number}"),
        };
        let is_open = self.chance(15);
        let (mut guards, mut arguments) = (Vec::new(), Vec::new());
        if self.chance(if is_open { 5 } else { 30 }) {
            let guard = self.guard();
            above.is_secured |= !self.program.reaches(guard.target).is_empty();
            guards.push(guard);
        }
        if !is_open {
            for _ in 0..1 + self.random.below(2) {
                let target = if self.chance(85) { self.secured_target() } else { self.target() };
                let ask = self.ask(target, 25);
                arguments.push(ask);
            }
            if self.chance(90) {
                arguments.sort_by_key(|ask| self.program.reaches(ask.target).is_empty());
            }
        }
        let is_post = self.chance(25);
        let reads = match self.random.below(10) {
            0 => Some(Reads::Query),
            1 if is_post => Some(Reads::Body),
            _ => None,
        };
        let of_prefixes = if above.has_tenant { vec!["tenant".to_owned()] } else { Vec::new() };
        Operation {
            name: Name::new(format!("op{number}")),
            number,
            is_post,
            path,
            of_prefixes,
            guards,
            arguments,
            reads,
            public: if is_open && !above.is_secured { self.chance(85) } else { self.chance(2) },
            shadows: self.chance(15),
        }
    }
}

impl Program {
    /// The schemes that the target depends on, at any depth.
    pub(crate) fn reaches(&self, target: Target) -> BTreeSet<usize> {
        match target {
            Target::Scheme(at) => BTreeSet::from([at]),
            Target::Item(at) => {
                self.items[at].needs.iter().flat_map(|ask| self.reaches(ask.target)).collect()
            }
        }
    }

    /// Whether the target, or a dependency of it, takes the scopes and can refuse.
    fn takes_scopes(&self, target: Target) -> bool {
        let Target::Item(at) = target else { return false };
        let item = &self.items[at];
        matches!(item.kind, Kind::Function { refuses: true, takes_scopes: true, .. })
            || item.needs.iter().any(|ask| self.takes_scopes(ask.target))
    }

    pub(crate) fn is_clone(&self, target: Target) -> bool {
        match target {
            Target::Scheme(_) => true,
            Target::Item(at) => self.items[at].clone,
        }
    }
}
