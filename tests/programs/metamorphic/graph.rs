//! Builds the graph of a program while the test runs, as the macros would build constants, and applies the compiler's
//! own rules to it.
//!
//! The rules for the arguments of a dependency need a constant of a type. The rules for operations, which are a little
//! stricter, are used instead. The rules for alternatives, and those that a macro checks, are not applied.

use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use portcullis::__private as private;
use portcullis::graph::{
    Answer, Answers, Challenge, Dependency, Flow, Flows, Id, KeyPlace, Method, Model, Need,
    Operation as Description, Place, Scheme as Described, SchemeKind as DescribedKind, Status,
};
use portcullis::prelude::*;
use portcullis::{Context, Dependency as _, HandlerFuture};

use super::super::generated::program::{
    Ask, Entry, Item, Kind, List, Name, Operation, Program, Reads, Scheme, SchemeKind, Target, Written,
    parameters,
};
use super::super::generated::source;

/// The graph of a program.
pub(crate) struct Graph {
    pub(crate) routes: Routes,
    /// All lists, including nested ones, and whether guards come before each.
    lists: Vec<(Routes, bool)>,
    /// The needs of operations and lists, and whether guards come before them.
    needs: Vec<(&'static [Need], bool)>,
    /// The needs of functions.
    of_functions: Vec<&'static [Need]>,
    scopes: Vec<(&'static Dependency, &'static str)>,
    public: Vec<&'static Description>,
    strict: bool,
    /// The names of items in the lockfile, each with a number that does not depend on the name.
    names: BTreeMap<&'static str, usize>,
}

/// The rules by which the compiler refuses a program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Refusals {
    /// The faults of operations and lists, where the compiler knows all guards above them.
    pub(crate) whole: BTreeSet<String>,
    /// The faults of operations and nested lists on their own. Each must be correct without the guards of the lists
    /// above it.
    pub(crate) alone: BTreeSet<String>,
}

impl Refusals {
    pub(crate) fn all(&self) -> BTreeSet<&str> {
        self.whole.iter().chain(&self.alone).map(String::as_str).collect()
    }
}

/// More than the operations and entries of any program.
const SIZE: usize = 96;

mod real {
    use portcullis::prelude::*;

    #[security_scheme]
    pub(super) static bearer: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://id.example/token");
}

macro_rules! types {
    ($($name:ident)*) => {
        mod types {
            $(pub(super) struct $name;)*
        }

        /// Types for the items of a program.
        const TYPES: &[(private::ItemType, fn() -> &'static str)] =
            &[$((private::ItemType::of::<types::$name>(), type_name::<types::$name>)),*];
    };
}

types! {
    T00 T01 T02 T03 T04 T05 T06 T07 T08 T09 T10 T11 T12 T13 T14 T15 T16 T17 T18 T19 T20 T21 T22 T23 T24 T25 T26 T27 T28 T29
    T30 T31 T32 T33 T34 T35 T36 T37 T38 T39 T40 T41 T42 T43 T44 T45 T46 T47 T48 T49 T50 T51 T52 T53 T54 T55 T56 T57 T58 T59
    T60 T61 T62 T63 T64 T65 T66 T67 T68 T69 T70 T71 T72 T73 T74 T75 T76 T77 T78 T79 T80 T81 T82 T83 T84 T85 T86 T87 T88 T89
    T90 T91 T92 T93 T94 T95 T96 T97 T98 T99
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn leak_all<T>(values: Vec<T>) -> &'static [T] {
    values.leak()
}

fn leak_text(text: &str) -> &'static str {
    text.to_owned().leak()
}

impl Graph {
    pub(crate) fn of(program: &Program) -> Self {
        Self::with_twins(program, None)
    }

    /// Builds the graph with two items that share an identity, as when one macro expands to both in two blocks, with a
    /// name that resolves differently in each.
    pub(crate) fn with_twins(program: &Program, twins: Option<(usize, usize)>) -> Self {
        let routes = private::routes(module_path!(), false, &[]);
        let graph = Self {
            routes,
            lists: Vec::new(),
            needs: Vec::new(),
            of_functions: Vec::new(),
            scopes: Vec::new(),
            public: Vec::new(),
            strict: program.strict,
            names: BTreeMap::new(),
        };
        let mut builder =
            Builder { program, graph, twins, schemes: Vec::new(), items: Vec::new(), used: 0, in_front: 0 };
        builder.items();
        builder.graph.routes = builder.list(&program.list);
        builder.graph
    }

    /// Returns the rules by which the compiler refuses the program.
    pub(crate) fn refusals(&self) -> Refusals {
        let mut refusals = Refusals::default();
        let mut ask = |is_alone: bool, check: &mut dyn FnMut()| {
            let rules = if is_alone { &mut refusals.alone } else { &mut refusals.whole };
            rules.extend(refusal(check));
        };
        for (dependency, scope) in &self.scopes {
            ask(false, &mut || private::check_scope(dependency, scope));
        }
        for (needs, is_alone) in &self.needs {
            for (at, need) in needs.iter().enumerate().skip(1) {
                if matches!(need, Need::Dependency(_) | Need::Body(_)) {
                    ask(*is_alone, &mut || private::check_guard(needs, at));
                }
            }
        }
        for needs in &self.of_functions {
            for at in (1..needs.len()).filter(|at| matches!(needs[*at], Need::Dependency(_))) {
                ask(false, &mut || private::check_guard(needs, at));
            }
        }
        for operation in &self.public {
            ask(false, &mut || check_public(operation));
        }
        for (number, (routes, is_alone)) in self.lists.iter().enumerate() {
            let is_strict = self.strict && number + 1 == self.lists.len();
            let mut found = None;
            ask(*is_alone, &mut || {
                found = Some(if is_strict {
                    private::strict_faults::<SIZE>(*routes)
                } else {
                    private::faults::<SIZE>(*routes)
                });
            });
            let Some(faults) = found else { continue };
            assert!(private::faults_size(*routes) <= SIZE, "the program is too large for the test");
            for at in (0..SIZE).filter(|at| faults[*at].is_some()) {
                ask(*is_alone, &mut || private::check_entry(*routes, &faults, at));
            }
        }
        refusals
    }

    /// Replaces the names of functions in a lockfile by numbers.
    pub(crate) fn without_names(&self, lock: &str) -> String {
        source::with_numbers(lock, &|word| self.names.get(word.rsplit("::").next()?).copied())
    }

    pub(crate) fn app(&self) -> App {
        App::new(self.routes)
    }
}

/// Returns the rule by which a check of the compiler refuses a program, if any.
fn refusal(check: &mut dyn FnMut()) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(check)).err()?;
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no text");
    let rule = text.split("see portcullis::rules::").nth(1);
    Some(rule.map_or_else(|| format!("panic: {text}"), |rule| rule.trim().to_owned()))
}

/// Does the work of `check_public`, which needs a constant of a type. A guard requires the same as an argument.
fn check_public(operation: &'static Description) {
    let alone = leak(operation.guards(0).needs(&[]));
    let route = leak(private::Route::Operation(alone, private::ItemType::of::<()>(), handler));
    let routes = private::routes(
        module_path!(),
        false,
        leak_all(vec![private::guarded(operation.needs, pass, route)]),
    );
    let faults = private::faults::<4>(routes);
    private::check_entry(routes, &faults, 0);
}

fn handler(_: Context) -> HandlerFuture {
    Box::pin(std::future::pending())
}

fn pass(_: &mut Context) -> private::GuardFuture<'_> {
    Box::pin(std::future::pending())
}

struct Builder<'a> {
    program: &'a Program,
    graph: Graph,
    twins: Option<(usize, usize)>,
    schemes: Vec<(&'static Dependency, usize)>,
    items: Vec<(&'static Dependency, usize)>,
    used: usize,
    /// The number of guards above the current entry.
    in_front: usize,
}

impl Builder<'_> {
    fn items(&mut self) {
        for scheme in &self.program.schemes {
            let (id, ty) = self.id(&scheme.item);
            let described = leak(describe(scheme));
            let dependency = leak(private::known(private::scheme::<real::bearer>(id, described, true)));
            self.schemes.push((dependency, ty));
        }
        for item in &self.program.items {
            let built = self.item(item);
            self.items.push(built);
        }
    }

    /// Returns an identity and the index of a type. The type depends on the name.
    fn id(&mut self, name: &Name) -> (Id, usize) {
        let number = self.used;
        self.used += 1;
        let by: usize = name.name.bytes().map(usize::from).sum();
        let ty = match self.program.written {
            Written::Plainly if self.program.schemes[0].item.name.starts_with('z') => {
                (by + number * 7) % TYPES.len()
            }
            _ => number,
        };
        let names = &mut self.graph.names;
        let text = (TYPES[ty].1)().rsplit("::").next().expect("a name");
        let (ty, text) = if names.contains_key(text) {
            let free = (0..TYPES.len())
                .map(|at| (at, (TYPES[at].1)().rsplit("::").next().expect("a name")))
                .find(|(_, text)| !names.contains_key(text));
            free.expect("there are more types than items")
        } else {
            (ty, text)
        };
        names.insert(text, number);
        let module = match name.module {
            Some(module) => leak_text(&format!("{}::m{module}", module_path!())),
            None => module_path!(),
        };
        let hash = 1 + number as u64 * 7919;
        let id = match self.program.written {
            Written::Plainly => Id::new(module, leak_text(&name.name)),
            Written::ByMacros => private::id(module, leak_text(&name.name), hash),
            // All items have the same location, and only the hash distinguishes them.
            Written::ByOneMacro => private::id(module_path!(), "one", hash),
        };
        (id, ty)
    }

    fn item(&mut self, item: &Item) -> (&'static Dependency, usize) {
        let (mut id, ty) = self.id(&item.name);
        if let Some((first, _)) = self.twins.filter(|(_, second)| *second == self.items.len()) {
            id = self.items[first].0.id;
        }
        let mut needs = self.asks(&item.needs);
        let dependency = match item.kind {
            Kind::ByHand { refuses, identity } => {
                let id = match identity {
                    Some(at) => self.items[at].0.id,
                    None => Id::new(module_path!(), leak_text(&item.name.name)),
                };
                let function = Dependency::function(id, &Answers::Nothing, item.clone);
                let function = function.needs(leak_all(needs)).reads_nothing();
                if refuses { function } else { function.cannot_refuse() }
            }
            Kind::AnyOf => {
                let variants = needs.into_iter().enumerate();
                let needs = variants.map(|(at, need)| private::named(need, leak_text(&format!("V{at}"))));
                private::any_of(id, leak_all(needs.collect()), item.clone)
            }
            Kind::Function { refuses, takes_scopes, reads } => {
                if takes_scopes {
                    needs.push(Need::Scopes);
                }
                needs.extend(reads.map(|reads| read(reads, &format!("q{}", self.items.len()))));
                let needs = leak_all(needs);
                self.graph.of_functions.push(needs);
                let function = private::function(id, &Answers::Nothing, item.clone).needs(needs);
                private::known(if refuses { function.refuses() } else { function })
            }
        };
        (leak(dependency), ty)
    }

    fn asks(&mut self, asks: &[Ask]) -> Vec<Need> {
        asks.iter().map(|ask| self.ask(ask)).collect()
    }

    fn ask(&mut self, ask: &Ask) -> Need {
        let (dependency, ty) = match ask.target {
            Target::Scheme(at) => self.schemes[at],
            Target::Item(at) => self.items[at],
        };
        let plain = private::need(dependency, TYPES[ty].0);
        let (dependency, plain) = if ask.is_optional {
            let optional = leak(private::optional(dependency, leak_all(vec![plain])));
            (optional, private::need(optional, TYPES[ty].0))
        } else {
            (dependency, plain)
        };
        let scopes = leak_all(ask.scopes.clone());
        self.graph.scopes.extend(scopes.iter().map(|scope| (dependency, *scope)));
        let asked = private::with_scopes(plain, scopes);
        if ask.cached { asked } else { private::anew(asked) }
    }

    fn list(&mut self, list: &List) -> Routes {
        let in_front = self.in_front;
        let depends = self.guards(&list.depends);
        let mut entries = Vec::new();
        for entry in &list.entries {
            let route = match entry {
                Entry::Operation(operation) => self.operation(operation),
                Entry::Nest(nest) => {
                    let before = self.in_front;
                    let depends = self.guards(&nest.depends);
                    let nested = self.list(&nest.list);
                    self.in_front = before;
                    guarded(depends, private::nest(leak_text(&nest.prefix), nested))
                }
            };
            entries.push(guarded(depends, route));
        }
        self.in_front = in_front;
        let routes = private::routes(module_path!(), false, leak_all(entries));
        self.graph.lists.push((routes, in_front > 0));
        routes
    }

    fn guards(&mut self, asks: &[Ask]) -> &'static [Need] {
        let depends = leak_all(self.asks(asks));
        self.graph.needs.push((depends, self.in_front > 0));
        self.in_front += depends.len();
        depends
    }

    fn operation(&mut self, operation: &Operation) -> private::Route {
        let (id, ty) = self.id(&operation.name);
        let mut needs = self.asks(&operation.guards);
        needs.extend(self.asks(&operation.arguments));
        for name in parameters(&operation.path).chain(operation.of_prefixes.iter().map(String::as_str)) {
            needs.push(private::integer::<u32>(Place::Path, leak_text(name)));
        }
        needs.extend(operation.reads.map(|reads| read(reads, "q")));
        let answer = Answer::json(Status::Success, "It is good", Model::of::<u32>());
        let method = if operation.is_post { Method::Post } else { Method::Get };
        let needs = leak_all(needs);
        let mut description =
            Description::new(id, method, leak_text(&operation.path), leak(Answers::One(answer)))
                .needs(needs)
                .guards(operation.guards.len());
        if operation.public {
            description = description.public("it is for everybody");
        }
        if operation.shadows {
            description = description.shadows("it is another thing");
        }
        let description = leak(description);
        self.graph.needs.push((needs, self.in_front > 0));
        if operation.public {
            self.graph.public.push(description);
        }
        private::Route::Operation(description, TYPES[ty].0, handler)
    }
}

fn guarded(needs: &'static [Need], route: private::Route) -> private::Route {
    if needs.is_empty() { route } else { private::guarded(needs, pass, leak(route)) }
}

fn read(reads: Reads, name: &str) -> Need {
    match reads {
        Reads::Query => private::part(Model::of::<u32>().optional(), Place::Query, leak_text(name)),
        Reads::Body => private::body(Model::of::<u32>()),
    }
}

fn describe(scheme: &Scheme) -> Described {
    let kind = match scheme.kind {
        SchemeKind::Bearer => {
            let scopes = leak_all(scheme.scopes.iter().map(|scope| (*scope, "")).collect());
            DescribedKind::OAuth2(Flows::NONE.and(Flow::password("https://id.example/token").scopes(scopes)))
        }
        SchemeKind::Basic => DescribedKind::Http { scheme: "Basic", bearer_format: None },
        SchemeKind::Header(name) => DescribedKind::ApiKey { place: KeyPlace::Header, name },
        SchemeKind::Query => DescribedKind::ApiKey { place: KeyPlace::Query, name: "key" },
        SchemeKind::Cookie => DescribedKind::ApiKey { place: KeyPlace::Cookie, name: "session" },
    };
    let challenge = match scheme.kind {
        SchemeKind::Bearer => Some(Challenge::new("Bearer")),
        SchemeKind::Basic => Some(Challenge::new("Basic")),
        _ => None,
    };
    let mut described = Described::new(scheme.name, kind);
    described.challenge = challenge;
    described
}

/// The constant of the macro for a scheme equals the description built here.
#[test]
fn a_scheme_is_described_as_the_macro_does() {
    let Dependency { kind: portcullis::graph::Kind::Scheme(real), .. } = real::bearer::DEPENDENCY else {
        panic!("not a scheme");
    };
    let built = Scheme {
        item: Name::new("bearer"),
        name: "OAuth2PasswordBearer",
        kind: SchemeKind::Bearer,
        scopes: &[],
    };
    assert_eq!(*real, describe(&built));
}
