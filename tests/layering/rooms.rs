//! Checks imports between rooms against the allow list in ARCHITECTURE.md. Paths are resolved, however they are
//! written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::UseTree;

/// A package. Its rooms are the files and folders in `src`.
struct House {
    src: &'static str,
    /// Each room, with the rooms that it may import. Those are listed before it, which rules out cycles.
    rooms: &'static [(&'static str, &'static [&'static str])],
    /// The modules that may import every room.
    root: &'static [&'static str],
    /// The crates that these rooms may use. Other rooms are not limited.
    crates: &'static [(&'static str, &'static [&'static str])],
    /// The rooms that may use these crates. Other crates are not limited.
    rooms_of: &'static [(&'static str, &'static [&'static str])],
}

const RUNTIME: House = House {
    src: "../runtime/src",
    rooms: &[
        ("graph", &[]),
        ("policy", &["graph"]),
        ("check", &["graph", "policy"]),
        ("response", &["graph"]),
        ("extract", &["graph", "response"]),
        ("request", &["graph", "policy", "response", "extract"]),
        ("security", &["graph", "response", "extract", "request"]),
        ("openapi", &["graph", "policy", "response", "request"]),
        ("docs_page", &["response"]),
        ("review", &["graph", "policy", "request"]),
        ("server", &["graph", "policy", "response", "extract", "request", "openapi", "docs_page", "review"]),
        ("testing", &["graph", "policy", "response", "request", "security", "review", "server"]),
    ],
    root: &["lib", "prelude", "private", "rules"],
    crates: &[
        ("graph", &["schemars", "serde_json"]),
        ("policy", &[]),
        ("check", &[]),
        ("openapi", &["schemars", "serde", "serde_json", "indexmap"]),
        ("review", &["serde_json"]),
    ],
    rooms_of: &[
        ("hyper", &["server", "response"]),
        ("hyper_util", &["server"]),
        ("matchit", &["server"]),
        ("tokio", &["server", "extract"]),
        ("tower_layer", &["server"]),
        ("tower_service", &["server"]),
    ],
};

const MACROS: House = House {
    src: "../macros/src",
    rooms: &[
        ("errors", &[]),
        ("identity", &[]),
        ("syntax", &["errors"]),
        ("model", &["errors", "syntax"]),
        ("check", &["errors", "syntax", "model"]),
        ("expand", &["errors", "identity", "syntax", "model"]),
    ],
    root: &["lib", "pipeline", "tests"],
    crates: &[],
    rooms_of: &[],
};

/// The item that a path names.
#[derive(Debug, PartialEq)]
enum Target {
    Room(String),
    /// A module or an item of the root that is not in a room.
    Root(String),
    Crate(String),
}

/// A source file, and the path of its module.
struct File {
    path: PathBuf,
    module: Vec<String>,
    tokens: TokenStream,
}

impl House {
    fn src(&self) -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join(self.src)
    }

    fn files(&self) -> Vec<File> {
        let (mut paths, mut folders) = (Vec::new(), vec![self.src()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() && !path.ends_with("snapshots") {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    paths.push(path);
                }
            }
        }
        // Unit tests may use any room.
        paths.retain(|path| !path.ends_with("tests.rs"));
        paths.into_iter().map(|path| self.file(path)).collect()
    }

    fn file(&self, path: PathBuf) -> File {
        let source = std::fs::read_to_string(&path).expect("a source file");
        let below = path.strip_prefix(self.src()).expect("the file is in `src`").with_extension("");
        let names = below.iter().map(|name| name.to_str().expect("a name").to_owned());
        let module = names.filter(|name| name != "mod").collect();
        File { path, module, tokens: source.parse().expect("Rust") }
    }

    /// Returns the names that the root re-exports, each with its room.
    fn exported(&self) -> BTreeMap<String, String> {
        let lib = self.file(self.src().join("lib.rs"));
        let mut names = BTreeMap::new();
        for path in uses(&lib.tokens) {
            if let [room, .., name] = &path.path[..]
                && self.is_room(room)
            {
                names.insert(path.renamed.unwrap_or_else(|| name.clone()), room.clone());
            }
        }
        names
    }

    fn is_room(&self, name: &str) -> bool {
        self.rooms.iter().any(|(room, _)| *room == name)
    }

    /// Resolves a path that is written in a module. Returns `None` for a path that starts with a local name.
    fn target(
        &self,
        path: &[String],
        module: &[String],
        exported: &BTreeMap<String, String>,
    ) -> Option<Target> {
        let Some(here) = absolute(path, module) else {
            let name = &path[0];
            return crates().contains(name).then(|| Target::Crate(name.clone()));
        };
        Some(match here.first() {
            None => Target::Root("crate".to_owned()),
            Some(name) if self.is_room(name) => Target::Room(name.clone()),
            Some(name) => match exported.get(name) {
                Some(room) => Target::Room(room.clone()),
                None => Target::Root(name.clone()),
            },
        })
    }

    /// Returns the forbidden imports of a file.
    fn forbidden(&self, file: &File) -> Vec<Target> {
        let Some((room, allowed)) = self.rooms.iter().find(|(room, _)| *room == file.module[0]) else {
            return Vec::new();
        };
        let crates = self.crates.iter().find(|(limited, _)| limited == room);
        let exported = self.exported();
        let mut paths = Vec::new();
        read(file.tokens.clone(), &file.module, &mut paths);
        let targets = paths.iter().filter_map(|(path, module)| self.target(path, module, &exported));
        targets
            .filter(|target| match target {
                Target::Room(name) => name != room && !allowed.contains(&name.as_str()),
                Target::Root(_) => true,
                Target::Crate(name) => {
                    let keepers = self.rooms_of.iter().find(|(kept, _)| kept == name);
                    crates.is_some_and(|(_, allowed)| !allowed.contains(&name.as_str()))
                        || keepers.is_some_and(|(_, rooms)| !rooms.contains(room))
                }
            })
            .collect()
    }
}

/// Returns a path from the root of its crate. Returns `None` for a path that starts with the name of a crate,
/// or with a name in scope.
fn absolute(path: &[String], module: &[String]) -> Option<Vec<String>> {
    let mut here = match path[0].as_str() {
        "crate" => Vec::new(),
        "self" | "super" => module.to_vec(),
        _ => return None,
    };
    for name in path {
        match name.as_str() {
            "crate" | "self" => {}
            "super" => {
                here.pop();
            }
            name => here.push(name.to_owned()),
        }
    }
    Some(here)
}

/// Returns the crates that the packages depend on.
fn crates() -> Vec<String> {
    let mut crates = Vec::new();
    for manifest in ["../runtime/Cargo.toml", "../macros/Cargo.toml"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(manifest);
        let manifest = std::fs::read_to_string(path).expect("a manifest");
        let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
        let names =
            lines.take_while(|line| !line.starts_with('[')).filter_map(|line| line.split(['.', ' ']).next());
        crates.extend(names.filter(|name| !name.is_empty()).map(|name| name.replace('-', "_")));
    }
    crates
}

/// A path in a `use`, with its alias.
struct Used {
    path: Vec<String>,
    renamed: Option<String>,
}

fn flatten(tree: &UseTree, above: &[String], found: &mut Vec<Used>) {
    let with = |name: &proc_macro2::Ident| [above, &[name.to_string()]].concat();
    match tree {
        UseTree::Path(path) => flatten(&path.tree, &with(&path.ident), found),
        UseTree::Name(name) => found.push(Used { path: with(&name.ident), renamed: None }),
        UseTree::Rename(rename) => {
            found.push(Used { path: with(&rename.ident), renamed: Some(rename.rename.to_string()) });
        }
        UseTree::Glob(_) => found.push(Used { path: above.to_vec(), renamed: None }),
        UseTree::Group(group) => group.items.iter().for_each(|item| flatten(item, above, found)),
    }
}

/// Returns the `use` declarations at the top of a file.
fn uses(tokens: &TokenStream) -> Vec<Used> {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if is(token, "use") {
            flatten(&tree(&tokens[at + 1..]).expect("a use tree"), &[], &mut found);
        }
    }
    found
}

/// Parses the tree of a `use`. Fails inside a macro definition, and for the `use<..>` of a type.
fn tree(tokens: &[TokenTree]) -> syn::Result<UseTree> {
    let end = tokens.iter().position(|token| is(token, ";")).unwrap_or(tokens.len());
    syn::parse2(tokens[..end].iter().skip_while(|token| is(token, ":")).cloned().collect())
}

/// Collects all paths in some tokens, including those in macros, each with its module. Leaves out the unit tests.
fn read(tokens: TokenStream, module: &[String], found: &mut Vec<(Vec<String>, Vec<String>)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        match &tokens[at..] {
            [mod_, TokenTree::Ident(name), TokenTree::Group(body), ..]
                if is(mod_, "mod") && body.delimiter() == Delimiter::Brace =>
            {
                if name != "tests" {
                    read(body.stream(), &[module, &[name.to_string()]].concat(), found);
                }
                at += 3;
            }
            [extern_, crate_, self_, ..]
                if is(extern_, "extern") && is(crate_, "crate") && is(self_, "self") =>
            {
                found.push((vec!["crate".to_owned()], module.to_vec()));
                at += 3;
            }
            [use_, ..] if is(use_, "use") => {
                let mut used = Vec::new();
                match tree(&tokens[at + 1..]) {
                    Ok(tree) => {
                        flatten(&tree, &[], &mut used);
                        at += tokens[at..]
                            .iter()
                            .position(|token| is(token, ";"))
                            .expect("a `use` ends with a semicolon");
                    }
                    // A `use` that cannot be parsed must not start at the root, because its list is not checked.
                    Err(_) => {
                        assert!(!["crate", "super", "self"].iter().any(|word| is(&tokens[at + 1], word)))
                    }
                }
                found.extend(used.into_iter().map(|used| (used.path, module.to_vec())));
                at += 1;
            }
            [TokenTree::Group(group), ..] => {
                read(group.stream(), module, found);
                at += 1;
            }
            [TokenTree::Ident(first), ..] => {
                let mut path = vec![first.to_string()];
                while let [a, b, TokenTree::Ident(next), ..] = &tokens[at + 1..]
                    && is(a, ":")
                    && is(b, ":")
                {
                    path.push(next.to_string());
                    at += 3;
                }
                at += 1;
                if path.len() > 1 {
                    found.push((path, module.to_vec()));
                }
            }
            _ => at += 1,
        }
    }
}

fn is(token: &TokenTree, text: &str) -> bool {
    token.to_string() == text
}

#[test]
fn no_room_imports_what_is_not_above_it() {
    for house in [RUNTIME, MACROS] {
        let wrong: Vec<String> = house
            .files()
            .iter()
            .flat_map(|file| {
                let targets = house.forbidden(file);
                targets.into_iter().map(|target| format!("{}: {target:?}", file.path.display()))
            })
            .collect();
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}

/// A room may import only the rooms listed before it.
#[test]
fn the_list_has_no_cycle() {
    for house in [RUNTIME, MACROS] {
        for (at, (room, allowed)) in house.rooms.iter().enumerate() {
            for name in *allowed {
                assert!(house.rooms[..at].iter().any(|(above, _)| above == name), "{room} imports {name}");
            }
        }
    }
}

#[test]
fn every_file_is_in_a_room_or_at_the_root() {
    for house in [RUNTIME, MACROS] {
        for file in house.files() {
            let name = file.module[0].as_str();
            assert!(house.is_room(name) || house.root.contains(&name), "{}", file.path.display());
        }
    }
}

/// Returns a file in a room.
fn planted(room: &str, code: &str) -> File {
    File {
        path: PathBuf::new(),
        module: vec![room.to_owned(), "planted".to_owned()],
        tokens: code.parse().expect("Rust"),
    }
}

#[test]
fn whatever_way_a_forbidden_import_is_written_it_is_found() {
    for code in [
        "use crate::server::App;",
        "use super::super::server::App;",
        "use super::super::App;",
        "use crate::App;",
        "use crate::{graph, server::App};",
        "use crate::{graph, App};",
        "use crate::server as graph; fn f() { graph::App::new(); }",
        "use crate::server::App as Dependency;",
        "use crate as all; fn f() { all::server::App::new(); }",
        "use crate::{self as all};",
        "use super::super as all;",
        "use crate::*;",
        "use crate::server::*;",
        "extern crate self as all;",
        "fn f() { let x = crate::server::App::new(); }",
        "fn f() -> crate::App { todo!() }",
        "fn f() { assert!(crate::server::App::new().is_ok()); }",
        "macro_rules! m { () => { $crate::server::App }; }",
        "mod inner { use super::super::super::server::App; }",
        "mod inner { pub use crate::App; }",
    ] {
        assert!(!RUNTIME.forbidden(&planted("request", code)).is_empty(), "{code}");
    }
    let policy = |planted: &str| {
        let module = vec!["policy".to_owned(), "planted".to_owned()];
        RUNTIME.forbidden(&File { path: PathBuf::new(), module, tokens: planted.parse().expect("Rust") })
    };
    assert_eq!(policy("use http::HeaderValue;"), [Target::Crate("http".to_owned())]);
    assert_eq!(
        policy("use super::branch::Branch; use crate::graph::{self, Need}; use self::clause::Clause;"),
        []
    );
    let testing = planted("testing", "fn f() { tokio::spawn(async {}); }");
    assert_eq!(RUNTIME.forbidden(&testing), [Target::Crate("tokio".to_owned())]);
    let syntax = planted("syntax", "use crate::expand::routes;");
    assert_eq!(MACROS.forbidden(&syntax), [Target::Room("expand".to_owned())]);
}

/// A scheme could be one of another crate: it imports what is public, and nothing else of its own crate. That this is enough for it,
/// `third_party/digest` shows, which compiles the module.
#[test]
fn the_digest_imports_only_public_names() {
    const ALLOWED: [&str; 7] = [
        "Context",
        "HttpAuthorization",
        "Refusal",
        "SecurityScheme",
        "graph::Challenge",
        "graph::Scheme",
        "graph::SchemeKind",
    ];
    let mut imported = BTreeSet::new();
    for file in RUNTIME.files() {
        if !file.module.starts_with(&["security".to_owned(), "http_digest".to_owned()]) {
            continue;
        }
        let mut paths = Vec::new();
        read(file.tokens, &file.module, &mut paths);
        for (path, module) in paths {
            let Some(absolute) = absolute(&path, &module) else { continue };
            let name = absolute.join("::");
            if !name.starts_with("security::http_digest") {
                imported.insert(name);
            }
        }
    }
    assert_eq!(imported.into_iter().collect::<Vec<_>>(), ALLOWED);
}

/// What another crate would offer shows that the public API is enough for it.
#[test]
fn a_third_party_uses_no_private_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("third_party");
    let mut crates = 0;
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path().join("src/lib.rs");
        let source = std::fs::read_to_string(&path).expect("a source file");
        assert!(!source.contains("__private"), "{}", path.display());
        crates += 1;
    }
    assert_eq!(crates, 4);
}
