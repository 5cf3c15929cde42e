//! Writes a program as Rust.

use std::collections::BTreeMap;

use super::program::{
    Ask, Entry, Item, Kind, List, Name, Operation, Program, Reads, Scheme, SchemeKind, Target, Written,
    parameters,
};

/// The module that all programs share.
pub(crate) const SUPPORT: &str = include_str!("functions.rs");

const USES: &str = "use crate::support::*;\nuse portcullis::prelude::*;\nuse portcullis::{CloneOf, Context, Dependency, graph};\n";

/// Returns the source of a program as module `module`. The crate must contain [`SUPPORT`] as module `support`. The
/// function `app()` returns the app.
pub(crate) fn source(program: &Program, module: &str) -> String {
    let writer = Writer { program, module };
    let mut items: Vec<(&Name, String)> = Vec::new();
    items.extend(program.schemes.iter().map(|scheme| (&scheme.item, writer.scheme(scheme))));
    items.extend(program.items.iter().enumerate().map(|(at, item)| (&item.name, writer.item(at, item))));
    let operations = program.list.operations("");
    items.extend(operations.iter().map(|(_, operation)| (&operation.name, writer.operation(operation))));
    let mut text = String::from(USES);
    text += &match program.written {
        Written::Plainly => in_modules(&items),
        Written::ByMacros => {
            let mut by_macros = String::new();
            for (at, (_, item)) in items.iter().enumerate() {
                by_macros += &format!("macro_rules! make{at} {{ () => {{\n{item}}}; }}\nmake{at}!();\n");
            }
            by_macros
        }
        Written::ByOneMacro => {
            let all: String = items.iter().map(|(_, item)| item.as_str()).collect();
            format!("macro_rules! make {{ () => {{\n{all}}}; }}\nmake!();\n")
        }
    };
    let mut lists = Vec::new();
    let outermost = writer.list(&program.list, true, &mut lists);
    text += &lists.concat();
    text + &format!("pub fn app() -> App {{\n    App::new({outermost})\n}}\n")
}

fn in_modules(items: &[(&Name, String)]) -> String {
    let mut text = String::new();
    for (_, item) in items.iter().filter(|(name, _)| name.module.is_none()) {
        text += item;
    }
    for module in 0..3 {
        let own = items.iter().filter(|(name, _)| name.module == Some(module));
        let own: String = own.map(|(_, item)| item.as_str()).collect();
        if !own.is_empty() {
            text += &format!("pub mod m{module} {{\n{USES}{own}}}\n");
        }
    }
    text
}

/// Returns the path of an item as the lockfile writes it.
pub(crate) fn path(module: &str, name: &Name, written: Written) -> String {
    match name.module {
        Some(inner) if written == Written::Plainly => format!("{module}::m{inner}::{}", name.name),
        Some(inner) => format!("{module}::{}_m{inner}", name.name),
        None => format!("{module}::{}", name.name),
    }
}

/// Replaces the names of functions in a lockfile by numbers.
pub(crate) fn without_names(lock: &str, module: &str, program: &Program) -> String {
    let first = program.schemes.len();
    let of = |name: &Name| path(module, name, program.written);
    let names: BTreeMap<String, usize> =
        program.items.iter().enumerate().map(|(at, item)| (of(&item.name), first + at)).collect();
    with_numbers(lock, &|word| names.get(word).copied())
}

/// Replaces every word in a lockfile that has a number by that number.
pub(crate) fn with_numbers(lock: &str, number: &dyn Fn(&str) -> Option<usize>) -> String {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '#' | '/' | '.' | '{' | '}');
    let mut text = String::with_capacity(lock.len());
    let mut rest = lock;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| is_word(c) != is_word(first)).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        // A name at the start of a line is followed by a colon.
        let (name, colon) = word.strip_suffix(':').map_or((word, ""), |name| (name, ":"));
        match number(name.split('#').next().unwrap_or_default()) {
            Some(number) => text += &format!("@{number}{colon}"),
            None => text += word,
        }
        rest = behind;
    }
    sort_functions(&text)
}

/// Sorts the functions of a lockfile by number, because they were sorted by name.
fn sort_functions(lock: &str) -> String {
    let (mut functions, mut others): (Vec<&str>, Vec<&str>) =
        lock.lines().partition(|line| line.starts_with("function "));
    functions.sort_unstable();
    others.append(&mut functions);
    others.join("\n")
}

struct Writer<'a> {
    program: &'a Program,
    module: &'a str,
}

impl Writer<'_> {
    fn path(&self, name: &Name) -> String {
        format!("crate::{}", path(self.module, name, self.program.written))
    }

    /// Returns the name under which the item is declared.
    fn name(&self, name: &Name) -> String {
        let path = path(self.module, name, self.program.written);
        path.rsplit("::").next().expect("a path has an end").to_owned()
    }

    fn scheme(&self, scheme: &Scheme) -> String {
        let name = self.name(&scheme.item);
        let (ty, made) = match scheme.kind {
            SchemeKind::Bearer => {
                let scopes: Vec<String> =
                    scheme.scopes.iter().map(|scope| format!("({scope:?}, \"\")")).collect();
                let made = format!("new(\"https://id.example/token\").scopes(&[{}])", scopes.join(", "));
                ("OAuth2PasswordBearer", made)
            }
            SchemeKind::Basic => ("HttpBasic", "new(\"items\")".to_owned()),
            SchemeKind::Header(header) => ("ApiKeyHeader", format!("new({header:?})")),
            SchemeKind::Query => ("ApiKeyQuery", "new(\"key\")".to_owned()),
            SchemeKind::Cookie => ("ApiKeyCookie", "new(\"session\")".to_owned()),
        };
        format!("#[security_scheme]\npub static {name}: {ty} = {ty}::{made}.name({:?});\n", scheme.name)
    }

    /// Returns the output type of a dependency.
    fn output(&self, target: Target) -> String {
        match target {
            Target::Scheme(at) => match self.program.schemes[at].kind {
                SchemeKind::Basic => "HttpBasicCredentials".to_owned(),
                _ => "String".to_owned(),
            },
            Target::Item(at) => {
                let item = &self.program.items[at];
                match item.kind {
                    Kind::AnyOf => self.path(&item.name),
                    _ => if item.clone { "Held" } else { "Unique" }.to_owned(),
                }
            }
        }
    }

    fn target(&self, ask: &Ask) -> String {
        let path = match ask.target {
            Target::Scheme(at) => self.path(&self.program.schemes[at].item),
            Target::Item(at) => self.path(&self.program.items[at].name),
        };
        if ask.is_optional { format!("Optional<{path}>") } else { path }
    }

    /// Returns a dependency as written in `depends(..)`.
    fn guard(&self, ask: &Ask) -> String {
        if ask.scopes.is_empty() { self.target(ask) } else { self.scoped(ask) }
    }

    fn scoped(&self, ask: &Ask) -> String {
        format!("security({}, scopes = {:?})", self.target(ask), ask.scopes)
    }

    fn attribute(&self, ask: &Ask) -> String {
        match (ask.scopes.is_empty(), ask.cached) {
            (false, _) => format!("#[{}]", self.scoped(ask)),
            (true, true) => format!("#[depends({})]", self.target(ask)),
            (true, false) => format!("#[depends({}, use_cache = false)]", self.target(ask)),
        }
    }

    fn argument(&self, at: usize, ask: &Ask) -> String {
        let output = self.output(ask.target);
        let output = if ask.is_optional { format!("Option<{output}>") } else { output };
        format!("{} a{at}: {output}", self.attribute(ask))
    }

    fn arguments(&self, asks: &[Ask]) -> Vec<String> {
        asks.iter().enumerate().map(|(at, ask)| self.argument(at, ask)).collect()
    }

    fn guards(&self, asks: &[Ask]) -> String {
        let asks: Vec<String> = asks.iter().map(|ask| self.guard(ask)).collect();
        format!("depends({})", asks.join(", "))
    }

    fn item(&self, number: usize, item: &Item) -> String {
        let name = self.name(&item.name);
        let (refuses, takes_scopes, reads) = match item.kind {
            Kind::Function { refuses, takes_scopes, reads } => (refuses, takes_scopes, reads),
            Kind::ByHand { refuses, identity } => return self.by_hand(&name, item, refuses, identity),
            Kind::AnyOf => return self.alternatives(&name, item),
        };
        let mut arguments = self.arguments(&item.needs);
        if takes_scopes {
            arguments.push("asked: SecurityScopes".to_owned());
        }
        arguments.extend(reads.map(|reads| read(reads, number)));
        let held: Vec<String> = (0..item.needs.len()).map(|at| format!("a{at}.held()")).collect();
        let asked = if takes_scopes { "asked.scopes()" } else { "&[]" };
        let ty = if item.clone { "Held" } else { "Unique" };
        let (returns, judge) =
            if refuses { (format!("Result<{ty}, HttpError>"), "judge") } else { (ty.to_owned(), "pass") };
        let value = format!("{judge}(vec![{}], {asked})", held.join(", "));
        let value = match (item.clone, refuses) {
            (true, _) => value,
            (false, true) => format!("{value}.map(Unique)"),
            (false, false) => format!("Unique({value})"),
        };
        format!("#[dependency]\npub fn {name}({}) -> {returns} {{ {value} }}\n", arguments.join(", "))
    }

    fn by_hand(&self, name: &str, item: &Item, refuses: bool, identity: Option<usize>) -> String {
        let id = match identity {
            None => format!("graph::Id::new(module_path!(), {name:?})"),
            Some(at) => format!("<{} as Dependency>::DEPENDENCY.id", self.path(&self.program.items[at].name)),
        };
        let targets: Vec<String> = item.needs.iter().map(|ask| self.target(ask)).collect();
        let needs: Vec<String> = targets.iter().map(|path| format!("<{path} as Dependency>::NEED")).collect();
        let held: Vec<String> =
            targets.iter().map(|path| format!("cx.resolve::<{path}>().await?.held()")).collect();
        let (ty, clone) = if item.clone { ("Held", "Some(Held::clone)") } else { ("Unique", "None") };
        let held = format!("vec![{}], &[]", held.join(", "));
        let (says, held) = if refuses {
            ("", format!("judge({held}).map_err(portcullis::Refusal::answer)?"))
        } else {
            (".cannot_refuse()", format!("pass({held})"))
        };
        let held = if item.clone { held } else { format!("Unique({held})") };
        format!(
            "pub struct {name};\nimpl Dependency for {name} {{\n    type Output = {ty};\n    \
             const CLONE: CloneOf<{ty}> = {clone};\n    const DEPENDENCY: graph::Dependency = graph::Dependency::function(\
             {id}, &graph::Answers::Nothing, {}).needs(&[{}]).reads_nothing(){says};\n    \
             async fn resolve(cx: &mut Context) -> portcullis::Result<{ty}> {{ Ok({held}) }}\n}}\n",
            item.clone,
            needs.join(", "),
        )
    }

    fn alternatives(&self, name: &str, item: &Item) -> String {
        let (mut variants, mut arms) = (String::new(), String::new());
        for (at, ask) in item.needs.iter().enumerate() {
            variants += &format!("    {} V{at}({}),\n", self.attribute(ask), self.output(ask.target));
            arms += &format!("Self::V{at}(held) => held.held(), ");
        }
        let clone = if item.clone { "Clone, " } else { "" };
        format!(
            "#[derive({clone}AnyOf)]\npub enum {name} {{\n{variants}}}\nimpl Holds for {name} {{ fn held(&self) -> Held {{ \
             Held {{ wanted: Vec::new(), ..match self {{ {arms}}} }} }} }}\n"
        )
    }

    fn operation(&self, operation: &Operation) -> String {
        let name = self.name(&operation.name);
        let mut keys = vec![format!("{:?}", operation.path)];
        if operation.public {
            keys.push("public = \"it is for everybody\"".to_owned());
        }
        if operation.shadows {
            keys.push("shadows = \"it is another thing\"".to_owned());
        }
        if !operation.guards.is_empty() {
            keys.push(self.guards(&operation.guards));
        }
        let mut arguments = self.arguments(&operation.arguments);
        arguments.extend(parameters(&operation.path).map(|name| format!("{name}: u32")));
        arguments.extend(operation.of_prefixes.iter().map(|name| format!("#[path(prefix)] {name}: u32")));
        arguments.extend(operation.reads.map(|reads| read(reads, 99)));
        format!(
            "#[{}({})]\npub async fn {name}({}) -> Json<u32> {{ Json({}) }}\n",
            if operation.is_post { "post" } else { "get" },
            keys.join(", "),
            arguments.join(", "),
            1000 + operation.number,
        )
    }

    /// Returns a list. The lists nested in it are added to `before`.
    fn list(&self, list: &List, is_outermost: bool, before: &mut Vec<String>) -> String {
        let mut entries = Vec::new();
        if !list.depends.is_empty() {
            entries.push(self.guards(&list.depends));
        }
        for entry in &list.entries {
            entries.push(match entry {
                Entry::Operation(operation) => self.path(&operation.name),
                Entry::Nest(nest) => {
                    let nested = self.list(&nest.list, false, before);
                    let name = format!("LIST{}", before.len());
                    before.push(format!("pub const {name}: Routes = {nested};\n"));
                    let depends = match nest.depends.as_slice() {
                        [] => String::new(),
                        depends => format!(", {}", self.guards(depends)),
                    };
                    format!("nest({:?}, {name}{depends})", nest.prefix)
                }
            });
        }
        let list = if is_outermost && self.program.strict { "secured_routes!" } else { "routes!" };
        format!("{list}[{}]", entries.join(", "))
    }
}

fn read(reads: Reads, number: usize) -> String {
    match reads {
        Reads::Query => format!("#[query] q{number}: Option<u32>"),
        Reads::Body => "#[body] body: u32".to_owned(),
    }
}
