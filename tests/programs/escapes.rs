//! No requirement can be removed from a program unnoticed. The tests remove each requirement of the examples in turn,
//! with every list as a `secured_routes!`. Either the program no longer compiles, by a rule, or its `security.lock`
//! changes.
//!
//! Some programs are also tested as the expansion of one macro call, where the compiler gives all items the same
//! location. `PORTCULLIS_FULL=1` tests all of them that way.

#[path = "escapes/locks.rs"]
mod locks;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use locks::{Unlocked, unlocked};
use serde_json::Value;
use syn::visit_mut::VisitMut;
use syn::{File, Item, Macro, parse_quote};

/// The programs, each with the replacements that it needs to compile with `secured_routes!`.
const PROGRAMS: [(&str, &[(&str, &str)]); 12] = [
    ("examples/first_steps.rs", &[ELSEWHERE]),
    ("examples/simple_oauth2.rs", &[]),
    ("examples/scopes.rs", &[]),
    ("examples/api_keys.rs", &[]),
    ("examples/basic.rs", &[]),
    ("examples/digest.rs", &[]),
    ("examples/optional_user.rs", &[]),
    ("examples/alternatives.rs", &[]),
    ("examples/nested_routes.rs", &[]),
    ("examples/own_scheme.rs", &[]),
    ("examples/strict_routes.rs", &[]),
    ("tests/programs/escapes/shapes.rs", &[]),
];

/// The tokens of this program are issued by another server.
const ELSEWHERE: (&str, &str) = (r#"::new("token")"#, r#"::new("https://auth.example.com/token")"#);

/// The programs that are always tested as one macro call.
const WRITTEN: [&str; 1] = ["examples/strict_routes.rs"];

#[test]
fn no_lock_is_taken_away_unseen() {
    try_all(Project::default(), &PROGRAMS, 100);
}

#[test]
fn no_lock_is_taken_away_unseen_where_a_macro_writes_the_program() {
    let full = std::env::var_os("PORTCULLIS_FULL").is_some();
    let programs: Vec<_> = PROGRAMS.into_iter().filter(|(file, _)| full || WRITTEN.contains(file)).collect();
    try_all(Project { folder: "escapes-written", written: true, ..Project::default() }, &programs, 20);
}

fn try_all(mut project: Project, programs: &[(&str, &[(&str, &str)])], least: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (file, replaced) in programs {
        let mut source = std::fs::read_to_string(folder.join(file)).expect("an example");
        for (old, new) in *replaced {
            assert!(source.contains(old), "{file} does not contain {old}");
            source = source.replace(old, new);
        }
        let mut program = syn::parse_file(&source).expect("Rust");
        secure(&mut program);
        let name = project.add((*file).to_owned(), None, &program);
        for Unlocked { program, lock } in unlocked(&program) {
            project.add(format!("{file}: {lock}"), Some(name.clone()), &program);
        }
    }
    let fates = project.build();
    let mut counts = BTreeMap::new();
    let mut escaped = Vec::new();
    for (what, fate) in &fates {
        eprintln!("{what}: {fate:?}");
        *counts.entry(fate.as_str()).or_insert(0) += 1;
        if !fate.is_seen() {
            escaped.push(what);
        }
    }
    eprintln!("{} locks were taken away: {counts:?}", fates.len());
    assert!(fates.len() >= least, "expected at least {least} requirements, found {}", fates.len());
    assert!(escaped.is_empty(), "removed unnoticed: {escaped:#?}");
}

/// A change without any effect counts as an escape.
#[test]
fn a_lock_that_is_taken_away_unseen_is_an_escape() {
    let mut project = Project { folder: "escapes-none", ..Project::default() };
    let program = parse_quote! {
        use portcullis::prelude::*;
        #[get("/", public = "the front page is for everybody")]
        async fn hello() {}
        pub fn app() -> App {
            App::new(secured_routes![hello])
        }
    };
    let name = project.add("the program".into(), None, &program);
    project.add("the same".into(), Some(name), &program);
    assert_eq!(project.build(), [("the same".to_owned(), Fate::Escaped)]);
}

/// Makes the list of the app strict, and removes `main` and the tests.
fn secure(program: &mut File) {
    struct Strict;
    impl VisitMut for Strict {
        fn visit_macro_mut(&mut self, list: &mut Macro) {
            if list.path.is_ident("routes") {
                list.path = parse_quote!(secured_routes);
            }
        }
    }
    for item in &mut program.items {
        match item {
            Item::Fn(function) if function.sig.ident == "app" => Strict.visit_item_fn_mut(function),
            Item::Const(list) if list.ident == "ROUTES" => Strict.visit_item_const_mut(list),
            _ => {}
        }
    }
    program.items.retain(|item| match item {
        Item::Fn(function) => function.sig.ident != "main",
        Item::Mod(module) => module.ident != "tests",
        _ => true,
    });
}

/// The outcome of a program with one requirement removed.
#[derive(Debug, PartialEq)]
enum Fate {
    /// A rule refuses the program.
    Refused(String),
    /// The lockfile lists the loss.
    Noticed(String),
    /// Neither the compiler nor the lockfile shows a difference.
    Escaped,
}

impl Fate {
    fn as_str(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused by the compiler",
            Self::Noticed(_) => "seen in the lockfile",
            Self::Escaped => "escaped",
        }
    }

    /// Whether a review would show the loss.
    fn is_seen(&self) -> bool {
        match self {
            Self::Refused(_) => true,
            Self::Noticed(said) => said.contains("LOST") || said.contains("CHANGED"),
            Self::Escaped => false,
        }
    }
}

/// A crate with one module per program, so that all programs are compiled together.
struct Project {
    folder: &'static str,
    /// Whether each program is the expansion of one macro call.
    written: bool,
    modules: Vec<Module>,
}

struct Module {
    name: String,
    what: String,
    /// The module of the unchanged program.
    locked: Option<String>,
    source: String,
}

impl Default for Project {
    fn default() -> Self {
        Self { folder: "escapes", written: false, modules: Vec::new() }
    }
}

impl Project {
    /// Adds a program, and returns the name of its module.
    fn add(&mut self, what: String, locked: Option<String>, program: &File) -> String {
        let name = format!("m{}", self.modules.len());
        let mut source = prettyplease::unparse(&File { attrs: Vec::new(), ..program.clone() });
        if self.written {
            source = format!("macro_rules! written {{\n() => {{\n{source}}}\n}}\nwritten!();\n");
        }
        self.modules.push(Module { name: name.clone(), what, locked, source });
        name
    }

    /// Returns the outcome of each changed program.
    fn build(&self) -> Vec<(String, Fate)> {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(self.folder);
        self.write(&folder);
        let mut refused = BTreeMap::new();
        // Errors in one program can hide those in another.
        loop {
            self.write_main(&folder, &refused);
            let found = errors(&folder);
            if found.is_empty() {
                break;
            }
            refused.extend(found);
        }
        for module in self.modules.iter().filter(|module| module.locked.is_none()) {
            assert!(
                !refused.contains_key(&module.name),
                "an unchanged program does not compile: {}",
                module.what
            );
        }
        let mut said = run(&folder);
        said.extend(refused.keys().map(|name| (name.clone(), Value::Null)));
        let fates = self.modules.iter().filter(|module| module.locked.is_some()).map(|module| {
            let fate = match (refused.get(&module.name), &said[&module.name]) {
                (Some(rules), _) => Fate::Refused(rules.clone()),
                (None, Value::String(differences)) => Fate::Noticed(differences.trim().to_owned()),
                (None, _) => Fate::Escaped,
            };
            (module.what.clone(), fate)
        });
        fates.collect()
    }

    fn write(&self, folder: &Path) {
        std::fs::create_dir_all(folder.join("src")).expect("a folder of cargo's");
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let manifest = format!(
            "[package]\nname = {:?}\nedition = \"2024\"\n\n[workspace]\n\n[profile.dev]\ndebug = false\n\n\
             [dependencies]\nportcullis = {{ path = {:?}, features = [\"digest\"] }}\nschemars = \"1\"\n\
             serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n",
            self.folder,
            root.join("runtime")
        );
        write(&folder.join("Cargo.toml"), &manifest);
        // The lockfile of the workspace, so that both use the same versions.
        std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lockfile of cargo");
        for module in &self.modules {
            write(&folder.join(format!("src/{}.rs", module.name)), &module.source);
        }
    }

    /// Writes a program that compares the lockfiles of the modules that compile.
    fn write_main(&self, folder: &Path, refused: &BTreeMap<String, String>) {
        let compiled = || self.modules.iter().filter(|module| !refused.contains_key(&module.name));
        let modules: String = compiled().map(|module| format!("mod {};\n", module.name)).collect();
        let compared = compiled().filter_map(|module| {
            let (name, locked) = (&module.name, module.locked.as_ref()?);
            // The lockfile names functions by path.
            let paths = format!("replace(\"{locked}::\", \"{name}::\")");
            Some(format!(
                "    said.insert({name:?}.into(), {name}::app().security_lock()\
                 .compare(&{locked}::app().security_lock().to_string().{paths}).err().into());\n"
            ))
        });
        let main = format!(
            "#![allow(warnings)]\n{modules}fn main() {{\n    let mut said = serde_json::Map::new();\n{}\
             \x20   print!(\"{{}}\", serde_json::Value::from(said));\n}}\n",
            compared.collect::<String>()
        );
        write(&folder.join("src/main.rs"), &main);
    }
}

fn write(path: &Path, text: &str) {
    // An unchanged file is not written, so that cargo does not compile it again.
    if std::fs::read_to_string(path).ok().as_deref() != Some(text) {
        std::fs::write(path, text).expect("a folder of cargo's can be written");
    }
}

fn cargo(folder: &Path, command: &str) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("escapes-target");
    cargo.current_dir(folder).args([command, "--offline", "--quiet"]).env("CARGO_TARGET_DIR", target);
    cargo
}

/// Returns the modules that do not compile, each with the rules that refuse it.
fn errors(folder: &Path) -> BTreeMap<String, String> {
    let output = cargo(folder, "build").arg("--message-format=json").output().expect("cargo runs");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let messages = String::from_utf8_lossy(&output.stdout).into_owned();
    for line in messages.lines() {
        let message = &serde_json::from_str::<Value>(line).expect("cargo prints JSON")["message"];
        if message["level"] != "error" || message["spans"].as_array().is_none_or(Vec::is_empty) {
            continue;
        }
        let said = message["rendered"].as_str().expect("text");
        let rule =
            said.split("see portcullis::rules::").nth(1).and_then(|rest| rest.split_whitespace().next());
        let rule = rule.unwrap_or_else(|| panic!("an error without a rule:\n{said}"));
        let file = message["spans"][0]["file_name"].as_str().expect("a file");
        let module = Path::new(file).file_stem().expect("a name").to_string_lossy().into_owned();
        found.entry(module).or_default().insert(rule.to_owned());
    }
    let stopped = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() || !found.is_empty(), "{stopped}");
    found.into_iter().map(|(name, rules)| (name, Vec::from_iter(rules).join(", "))).collect()
}

/// Runs the program, and returns the differences of each module.
fn run(folder: &Path) -> serde_json::Map<String, Value> {
    let output = cargo(folder, "run").output().expect("cargo runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}
