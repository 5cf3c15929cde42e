//! Generates a program of random operations from a seed. It nests AND, OR and optional security, as functions, structs
//! and enums. Scopes are required at every level. Schemes and dependencies are reached in several ways, with different
//! scopes or anew. Operations and lists have guards.
//!
//! Programs that the compiler refuses are not generated: unreachable alternatives, credentials that cannot be presented
//! together, or more than 64 branches in one operation. A scheme is used in several places only if it is required. Half
//! of a required pair is refused, and the document could not express which half that is.

use std::collections::BTreeSet;

use super::random::Random;

/// The number of operations.
pub(crate) const OPERATIONS: usize = 120;

/// The schemes that do not read `Authorization`.
const KEYS: [&str; 4] = ["header", "other_header", "query", "cookie"];

/// The compiler refuses an operation with more branches.
const WAYS: usize = 64;

/// The schemes that are required together.
type Clause = BTreeSet<&'static str>;

/// A dependency with everything below it.
#[derive(Clone)]
struct Node {
    /// The path of the dependency.
    path: String,
    /// The output type.
    ty: String,
    /// The alternative sets of schemes that satisfy the dependency.
    clauses: Vec<Clause>,
    /// The number of branches that the compiler counts.
    ways: usize,
}

impl Node {
    /// Whether a request that satisfies `later` always satisfies this dependency, too.
    fn covers(&self, later: &Self) -> bool {
        later.clauses.iter().all(|needed| self.clauses.iter().any(|own| own.is_subset(needed)))
    }
}

/// The kind of functions in a program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Functions {
    /// Functions that depend on credentials check them and enforce scopes. No other function does.
    Judge,
    /// Functions check credentials, enforce scopes, do both, or pass everything on.
    Differ,
}

/// Returns the source of a program.
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

/// The schemes that an operation may use. Each is used once, except for a required one that may be used anywhere.
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

    /// Writes an operation in its own list, and returns the name of the list.
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
        // A repeated dependency has different scopes, or is resolved anew.
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

    /// Returns a dependency as written in `depends(..)`, with or without scopes.
    fn ask(&mut self, path: &str) -> String {
        // A function that passes scopes on does not enforce its own. Scopes cannot be required of a function without a
        // scheme.
        let is_never_scoped = path.starts_with("look_") || path == "limit";
        let percent = if self.differ() && !path.starts_with("check_") { 12 } else { 40 };
        if !self.chance(percent) || is_never_scoped {
            return path.to_owned();
        }
        let scopes = [&["\"s1\""][..], &["\"s2\""], &["\"s2\", \"s1\""]][self.next(3)].concat();
        format!("security({path}, scopes = [{scopes}])")
    }

    /// Returns a dependency as an attribute, which always has parentheses.
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

    /// Returns one scheme, or an alternative of the two that read `Authorization`.
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

    /// Returns several dependencies as the arguments of a function or the fields of a struct.
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

    /// Writes a function that may check credentials and may enforce scopes. Returns its name.
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
            // The compiler refuses an unreachable alternative.
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

/// Returns the expressions for the values of this many arguments or fields.
fn held(start: &str, count: usize) -> String {
    (0..count).map(|at| format!("{start}{at}.held(), ")).collect()
}

/// Returns the dependencies that together stay within the limit of the compiler.
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

/// Returns the sets of schemes that satisfy all dependencies.
fn together(nodes: &[Node]) -> Vec<Clause> {
    nodes.iter().fold(vec![Clause::new()], |clauses, node| {
        let with =
            |clause: &Clause| -> Vec<Clause> { node.clauses.iter().map(|other| clause | other).collect() };
        clauses.iter().flat_map(with).collect()
    })
}
