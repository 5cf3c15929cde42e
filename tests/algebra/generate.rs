//! Writes a program of random operations, from a seed: AND, OR and optional security in each other, scopes on the way,
//! dependencies that are reached twice, and dependencies before operations and lists.
//!
//! What the compiler refuses is not written. Two things that a document cannot tell are not written, either: a scheme
//! that belongs to several which are optional together, or to one of several alternatives, stands once in an operation,
//! unless nobody gets in without it; and where it does, it is asked for with scopes in one place alone.

use super::random::Random;

/// How many operations.
pub(crate) const OPERATIONS: usize = 120;

/// The schemes that do not read `Authorization`.
const KEYS: [&str; 4] = ["header", "other_header", "query", "cookie"];

/// What a subtree is written as.
struct Node {
    /// The dependency.
    path: String,
    /// The type that it hands on.
    ty: String,
    /// Whether somebody who presents nothing gets past it.
    may_be_empty: bool,
    /// Whether it asks for the scheme that all callers present.
    is_shared: bool,
}

/// The program.
pub(crate) fn program(seed: u64) -> String {
    let mut writer = Writer { random: Random(seed), text: String::new(), names: 0 };
    let lists: Vec<String> = (0..OPERATIONS).map(|number| writer.operation(number)).collect();
    let entries: Vec<String> = lists.iter().map(|list| format!("nest(\"\", {list})")).collect();
    writer.text += &format!("pub const ROUTES: Routes = routes![{}];\n", entries.join(", "));
    writer.text
}

struct Writer {
    random: Random,
    text: String,
    names: usize,
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
        let mut pool: Vec<&'static str> = KEYS.to_vec();
        let both = self.chance(30);
        let authorization = ["bearer", "basic"][self.next(2)];
        pool.push(if both { "either" } else { authorization });
        // What all callers present, where it is there; it may be asked for anywhere below, then.
        let shared = self.chance(40).then(|| pool.remove(self.next(KEYS.len())));
        let mut asked: Vec<String> = Vec::new();
        if let Some(scheme) = shared {
            asked.push(self.ask(&format!("check_{scheme}"), true));
        }
        let mut nodes = Vec::new();
        for _ in 0..self.next(3) + usize::from(shared.is_none()) {
            if !pool.is_empty() {
                nodes.push(self.tree(&mut pool, shared, 3));
            }
        }
        let mut before: Vec<String> = asked;
        let mut arguments = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            let (ask, ty) = (self.ask(&node.path, !node.is_shared), &node.ty);
            if self.chance(30) {
                before.push(ask);
            } else {
                arguments.push(format!("#[{}] _a{at}: {ty}", as_attribute(&ask)));
            }
        }
        let cut = self.next(before.len() + 1);
        let (of_list, of_operation) = before.split_at(cut);
        let depends = |asks: &[String]| format!("depends({})", asks.join(", "));
        let own =
            if of_operation.is_empty() { String::new() } else { format!(", {}", depends(of_operation)) };
        let outer = if of_list.is_empty() { String::new() } else { format!("{}, ", depends(of_list)) };
        self.text += &format!(
            "#[get(\"/op{number}\"{own})]\nasync fn op{number}({}) {{}}\nconst LIST{number}: Routes = routes![{outer}op{number}];\n",
            arguments.join(", ")
        );
        format!("LIST{number}")
    }

    /// How a dependency is asked for, in a list of what stands before something.
    fn ask(&mut self, path: &str, with_scopes: bool) -> String {
        if !with_scopes || !self.chance(35) {
            return path.to_owned();
        }
        let scopes = [&["\"s1\""][..], &["\"s2\""], &["\"s2\", \"s1\""]][self.next(3)].concat();
        format!("security({path}, scopes = [{scopes}])")
    }

    fn tree(&mut self, pool: &mut Vec<&'static str>, shared: Option<&'static str>, depth: usize) -> Node {
        match self.next(if depth == 0 || pool.len() < 2 { 2 } else { 5 }) {
            0 | 1 => self.leaf(pool),
            2 => self.all(pool, shared, depth),
            3 => self.any(pool, shared, depth),
            _ => self.optional(pool, shared, depth),
        }
    }

    /// One scheme, or either of the two that read `Authorization`.
    fn leaf(&mut self, pool: &mut Vec<&'static str>) -> Node {
        let scheme = pool.remove(self.next(pool.len()));
        if scheme != "either" {
            return Node {
                path: format!("check_{scheme}"),
                ty: "()".into(),
                may_be_empty: false,
                is_shared: false,
            };
        }
        let check = |scheme: &str| Node {
            path: format!("check_{scheme}"),
            ty: "()".into(),
            may_be_empty: false,
            is_shared: false,
        };
        self.alternatives(vec![check("basic"), check("bearer")])
    }

    /// A function of several arguments.
    fn all(&mut self, pool: &mut Vec<&'static str>, shared: Option<&'static str>, depth: usize) -> Node {
        let mut nodes = Vec::new();
        for _ in 0..2 + self.next(2) {
            if !pool.is_empty() {
                nodes.push(self.tree(pool, shared, depth - 1));
            }
        }
        let mut is_shared = nodes.iter().any(|node| node.is_shared);
        let may_be_empty = nodes.iter().all(|node| node.may_be_empty) && shared.is_none();
        let mut arguments = Vec::new();
        for (at, node) in nodes.iter().enumerate() {
            let ask = self.ask(&node.path, !node.is_shared);
            arguments.push(format!("#[{}] _a{at}: {}", as_attribute(&ask), node.ty));
        }
        if let Some(scheme) = shared.filter(|_| self.next(2) == 0) {
            is_shared = true;
            let at = self.next(arguments.len() + 1);
            arguments.insert(at, format!("#[depends(check_{scheme})] _shared: ()"));
        }
        let may_be_empty = may_be_empty && !is_shared;
        let name = self.name("all");
        self.text += &format!("#[dependency]\nfn {name}({}) {{}}\n", arguments.join(", "));
        Node { path: name, ty: "()".into(), may_be_empty, is_shared }
    }

    fn any(&mut self, pool: &mut Vec<&'static str>, shared: Option<&'static str>, depth: usize) -> Node {
        let mut nodes = Vec::new();
        for _ in 0..2 + self.next(2) {
            if !pool.is_empty() {
                nodes.push(self.tree(pool, shared, depth - 1));
            }
        }
        // After one that everybody gets past, none would be looked at.
        nodes.sort_by_key(|node| node.may_be_empty);
        let empty = nodes.iter().position(|node| node.may_be_empty).unwrap_or(nodes.len());
        nodes.truncate(empty + 1);
        if nodes.len() == 1 { nodes.remove(0) } else { self.alternatives(nodes) }
    }

    fn alternatives(&mut self, nodes: Vec<Node>) -> Node {
        let name = self.name("E");
        let mut variants = String::new();
        for (at, node) in nodes.iter().enumerate() {
            let ask = self.ask(&node.path, !node.is_shared);
            variants += &format!("#[{}] V{at}({}), ", as_attribute(&ask), node.ty);
        }
        self.text += &format!("#[derive(Clone, AnyOf)]\nenum {name} {{ {variants} }}\n");
        Node {
            path: name.clone(),
            ty: name,
            may_be_empty: nodes.iter().any(|node| node.may_be_empty),
            is_shared: nodes.iter().any(|node| node.is_shared),
        }
    }

    fn optional(&mut self, pool: &mut Vec<&'static str>, shared: Option<&'static str>, depth: usize) -> Node {
        let inner = self.tree(pool, shared, depth - 1);
        if inner.may_be_empty {
            return inner;
        }
        Node {
            path: format!("Optional<{}>", inner.path),
            ty: format!("Option<{}>", inner.ty),
            may_be_empty: true,
            is_shared: inner.is_shared,
        }
    }
}

/// An attribute is written with parentheses in any case.
fn as_attribute(ask: &str) -> String {
    if ask.starts_with("security(") { ask.to_owned() } else { format!("depends({ask})") }
}
