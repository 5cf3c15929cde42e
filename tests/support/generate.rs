//! Writes a program of random operations, from a seed: AND, OR and optional security in each other, as functions, structs and
//! enums; scopes on every way; schemes and dependencies that are reached by several ways, with other scopes or anew; and
//! dependencies before operations and lists.
//!
//! What the compiler refuses is not written: alternatives that are never looked at, credentials that cannot be presented
//! together, more than 64 ways through one operation. One thing that a document cannot tell is not written, either: a scheme
//! that stands in several places is one without which nobody gets in, since half of what goes together is refused, and a
//! document does not say what would be half.

use std::collections::BTreeSet;

use super::random::Random;

/// How many operations.
pub(crate) const OPERATIONS: usize = 120;

/// The schemes that do not read `Authorization`.
const KEYS: [&str; 4] = ["header", "other_header", "query", "cookie"];

/// More ways than these are refused.
const WAYS: usize = 64;

/// The schemes that must be presented together.
type Clause = BTreeSet<&'static str>;

/// What a subtree is written as.
#[derive(Clone)]
struct Node {
    /// The dependency.
    path: String,
    /// The type that it hands on.
    ty: String,
    /// Who gets past it.
    clauses: Vec<Clause>,
    /// How many ways the compiler counts through it.
    ways: usize,
}

impl Node {
    /// Whether whoever presents what `later` needs presents what this needs.
    fn covers(&self, later: &Self) -> bool {
        later.clauses.iter().all(|needed| self.clauses.iter().any(|own| own.is_subset(needed)))
    }
}

/// The functions of a program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Functions {
    /// All that see credentials judge them and enforce scopes, and no others do.
    Judge,
    /// Some judge, some enforce scopes, some do both, and some pass on what they get.
    Differ,
}

/// The program.
pub(crate) fn program(seed: u64, functions: Functions) -> String {
    let mut writer = Writer { random: Random(seed), text: String::new(), names: 0, functions };
    let lists: Vec<String> = (0..OPERATIONS).map(|number| writer.operation(number)).collect();
    let entries: Vec<String> = lists.iter().map(|list| format!("nest(\"\", {list})")).collect();
    writer.text += &format!("pub const ROUTES: Routes = routes![{}];\n", entries.join(", "));
    let described = |number| format!("<op{number} as portcullis::Operation>::OPERATION");
    let described: Vec<String> = (0..OPERATIONS).map(described).collect();
    let described = described.join(", ");
    writer.text += &format!("pub const DESCRIBED: &[portcullis::graph::Operation] = &[{described}];\n");
    writer.text
}

struct Writer {
    random: Random,
    text: String,
    names: usize,
    functions: Functions,
}

/// The schemes that an operation may ask for: each once, and one, without which nobody gets in, wherever it likes.
struct Pool {
    once: Vec<&'static str>,
    anywhere: Option<&'static str>,
}

impl Writer {
    fn next(&mut self, below: usize) -> usize {
        self.random.below(below)
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.next(100) < percent
    }

    fn name(&mut self, start: &str) -> String {
        self.names += 1;
        format!("{start}{}", self.names)
    }

    /// An operation in a list of its own; the name of the list.
    fn operation(&mut self, number: usize) -> String {
        let mut pool = Pool { once: KEYS.to_vec(), anywhere: None };
        if self.chance(60) {
            pool.anywhere = Some(pool.once.remove(self.next(KEYS.len())));
        }
        pool.once.push(["bearer", "basic", "either"][self.next(3)]);
        let mut nodes = Vec::new();
        for _ in 0..1 + self.next(3) {
            if !pool.once.is_empty() {
                nodes.push(self.tree(&mut pool, 3));
            }
        }
        if self.differ() && self.chance(15) {
            let node =
                Node { path: "limit".into(), ty: "Held".into(), clauses: vec![Clause::new()], ways: 1 };
            nodes.push(node);
        }
        // What is asked for twice is asked for with other scopes, or anew.
        if self.chance(40) {
            nodes.push(nodes[self.next(nodes.len())].clone());
        }
        if let Some(scheme) = pool.anywhere {
            let at = self.next(nodes.len() + 1);
            nodes.insert(at, self.check(scheme));
        }
        let nodes = within_limit(nodes);
        let (mut before, mut arguments) = (Vec::new(), Vec::new());
        for (at, node) in nodes.iter().enumerate() {
            if self.chance(30) {
                let ask = self.ask(&node.path);
                before.push(if ask.contains("use_cache") { node.path.clone() } else { ask });
            } else {
                arguments.push(format!("#[{}] _a{at}: {}", self.attribute(&node.path), node.ty));
            }
        }
        let cut = self.next(before.len() + 1);
        let (of_list, of_operation) = before.split_at(cut);
        let depends = |asks: &[String]| format!("depends({})", asks.join(", "));
        let own =
            if of_operation.is_empty() { String::new() } else { format!(", {}", depends(of_operation)) };
        let outer = if of_list.is_empty() { String::new() } else { format!("{}, ", depends(of_list)) };
        let answer =
            if self.differ() { format!("-> Json<u32> {{ Json({number}) }}") } else { "{}".to_owned() };
        self.text += &format!(
            "#[get(\"/op{number}\"{own})]\nasync fn op{number}({}) {answer}\nconst LIST{number}: Routes = routes![{outer}op{number}];\n",
            arguments.join(", ")
        );
        format!("LIST{number}")
    }

    /// How a dependency is asked for.
    fn ask(&mut self, path: &str) -> String {
        // What passes the scopes on to the next function enforces none that are required of it; and of what reaches no scheme
        // none can be required.
        let is_never_scoped = path.starts_with("look_") || path == "limit";
        let percent = if self.differ() && !path.starts_with("check_") { 12 } else { 40 };
        if !self.chance(percent) || is_never_scoped {
            return path.to_owned();
        }
        let scopes = [&["\"s1\""][..], &["\"s2\""], &["\"s2\", \"s1\""]][self.next(3)].concat();
        format!("security({path}, scopes = [{scopes}])")
    }

    /// The same as an attribute, which is written with parentheses in any case.
    fn attribute(&mut self, path: &str) -> String {
        let ask = self.ask(path);
        match ask.starts_with("security(") {
            true => ask,
            false if self.chance(10) => format!("depends({ask}, use_cache = false)"),
            false => format!("depends({ask})"),
        }
    }

    fn tree(&mut self, pool: &mut Pool, depth: usize) -> Node {
        match self.next(if depth == 0 || pool.once.len() < 2 { 2 } else { 5 }) {
            0 | 1 => self.leaf(pool),
            2 => self.all(pool, depth),
            3 => self.any(pool, depth),
            _ => self.optional(pool, depth),
        }
    }

    /// One scheme, or either of the two that read `Authorization`.
    fn leaf(&mut self, pool: &mut Pool) -> Node {
        if let Some(scheme) = pool.anywhere.filter(|_| self.chance(15)) {
            return self.check(scheme);
        }
        match pool.once.remove(self.next(pool.once.len())) {
            "either" => {
                let both = vec![self.check("basic"), self.check("bearer")];
                self.alternatives(&both)
            }
            scheme => self.check(scheme),
        }
    }

    fn check(&mut self, scheme: &'static str) -> Node {
        let clauses = vec![Clause::from([scheme])];
        if !self.differ() {
            return Node { path: format!("check_{scheme}"), ty: "()".into(), clauses, ways: 1 };
        }
        let kind = ["check", "check", "judge", "look", "pass", "itself"][self.next(6)];
        let (path, ty) = match (kind, scheme) {
            ("itself", "basic") => (scheme.to_owned(), "HttpBasicCredentials"),
            ("itself", _) => (scheme.to_owned(), "String"),
            _ => (format!("{kind}_{scheme}"), "Held"),
        };
        Node { path, ty: ty.into(), clauses, ways: 1 }
    }

    fn differ(&self) -> bool {
        self.functions == Functions::Differ
    }

    /// Several together, as the arguments of a function or the fields of a struct.
    fn all(&mut self, pool: &mut Pool, depth: usize) -> Node {
        let mut nodes = self.several(pool, depth);
        if let Some(scheme) = pool.anywhere.filter(|_| self.chance(50)) {
            let at = self.next(nodes.len() + 1);
            nodes.insert(at, self.check(scheme));
        }
        let nodes = within_limit(nodes);
        let asked: Vec<String> = nodes
            .iter()
            .enumerate()
            .map(|(at, node)| format!("#[{}] _a{at}: {}", self.attribute(&node.path), node.ty))
            .collect();
        let (clauses, ways) = (together(&nodes), nodes.iter().map(|node| node.ways).product());
        if self.chance(25) {
            let name = self.name("S");
            self.text += &format!("#[derive(Clone, Dependency)]\nstruct {name} {{ {} }}\n", asked.join(", "));
            if self.differ() {
                let held = held("self._a", nodes.len());
                self.text += &format!(
                    "impl Holds for {name} {{ fn held(&self) -> Held {{ pass(vec![{held}], &[]) }} }}\n"
                );
            }
            return Node { path: name.clone(), ty: name, clauses, ways };
        }
        let name = self.name("all");
        if self.differ() {
            let name = self.function(&name, asked);
            return Node { path: name, ty: "Held".into(), clauses, ways };
        }
        self.text += &format!("#[dependency]\nfn {name}({}) {{}}\n", asked.join(", "));
        Node { path: name, ty: "()".into(), clauses, ways }
    }

    /// A function that does or does not judge, and does or does not enforce scopes; its name.
    fn function(&mut self, name: &str, mut asked: Vec<String>) -> String {
        let (refuses, takes_scopes) = (self.chance(50), self.chance(40));
        if refuses && self.chance(20) {
            asked.push(format!("#[depends(wanted)] _a{}: Held", asked.len()));
        }
        let held = held("_a", asked.len());
        let scopes = if takes_scopes { "asked.scopes()" } else { "&[]" };
        if takes_scopes {
            asked.push("asked: SecurityScopes".to_owned());
        }
        let (returns, judge) = if refuses { ("Result<Held, HttpError>", "judge") } else { ("Held", "pass") };
        let arguments = asked.join(", ");
        let name = if takes_scopes && !refuses { format!("look_{name}") } else { name.to_owned() };
        self.text += &format!(
            "#[dependency]\nfn {name}({arguments}) -> {returns} {{ {judge}(vec![{held}], {scopes}) }}\n"
        );
        name
    }

    fn any(&mut self, pool: &mut Pool, depth: usize) -> Node {
        let mut nodes: Vec<Node> = Vec::new();
        for node in self.several(pool, depth) {
            // One that is never looked at is refused.
            if !nodes.iter().any(|earlier| earlier.covers(&node)) {
                nodes.push(node);
            }
        }
        if nodes.len() == 1 { nodes.remove(0) } else { self.alternatives(&nodes) }
    }

    fn alternatives(&mut self, nodes: &[Node]) -> Node {
        let name = self.name("E");
        let mut variants = String::new();
        for (at, node) in nodes.iter().enumerate() {
            variants += &format!("#[{}] V{at}({}), ", self.attribute(&node.path), node.ty);
        }
        self.text += &format!("#[derive(Clone, AnyOf)]\nenum {name} {{ {variants} }}\n");
        if self.differ() {
            let arms: String =
                (0..nodes.len()).map(|at| format!("Self::V{at}(held) => held.held(), ")).collect();
            self.text += &format!(
                "impl Holds for {name} {{ fn held(&self) -> Held {{ pass(vec![match self {{ {arms} }}], &[]) }} }}\n"
            );
        }
        let clauses = nodes.iter().flat_map(|node| node.clauses.clone()).collect();
        Node { path: name.clone(), ty: name, clauses, ways: nodes.iter().map(|node| node.ways).sum() }
    }

    fn optional(&mut self, pool: &mut Pool, depth: usize) -> Node {
        let inner = self.tree(pool, depth - 1);
        if inner.clauses.iter().any(Clause::is_empty) {
            return inner;
        }
        Node {
            path: format!("Optional<{}>", inner.path),
            ty: format!("Option<{}>", inner.ty),
            clauses: [inner.clauses, vec![Clause::new()]].concat(),
            ways: inner.ways + 1,
        }
    }

    fn several(&mut self, pool: &mut Pool, depth: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        for _ in 0..2 + self.next(2) {
            if !pool.once.is_empty() {
                nodes.push(self.tree(pool, depth - 1));
            }
        }
        nodes
    }
}

/// What so many arguments or fields hold.
fn held(start: &str, count: usize) -> String {
    (0..count).map(|at| format!("{start}{at}.held(), ")).collect()
}

/// Those that the compiler takes together.
fn within_limit(nodes: Vec<Node>) -> Vec<Node> {
    let mut ways = 1;
    nodes
        .into_iter()
        .filter(|node| {
            let fits = ways * node.ways <= WAYS;
            ways *= if fits { node.ways } else { 1 };
            fits
        })
        .collect()
}

/// Who gets past all of them.
fn together(nodes: &[Node]) -> Vec<Clause> {
    nodes.iter().fold(vec![Clause::new()], |clauses, node| {
        let with =
            |clause: &Clause| -> Vec<Clause> { node.clauses.iter().map(|other| clause | other).collect() };
        clauses.iter().flat_map(with).collect()
    })
}
