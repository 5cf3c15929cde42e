//! Who may import whom, as ARCHITECTURE.md says.

use std::path::{Path, PathBuf};

/// Folder or file of `runtime/src`, and what its `use` lines may not name.
const FORBIDDEN: [(&str, &[&str]); 11] = [
    ("graph", &["crate::", "http", "hyper", "serde", "tokio", "tower", "bytes"]),
    (
        "policy",
        &[
            "crate::check",
            "crate::openapi",
            "crate::review",
            "crate::routes",
            "crate::server",
            "crate::security",
            "crate::respond",
            "http",
            "hyper",
            "serde",
        ],
    ),
    (
        "check",
        &["crate::openapi", "crate::server", "crate::security", "crate::respond", "http", "hyper", "serde"],
    ),
    ("openapi", &["crate::check", "crate::server", "crate::security", "crate::docs_page", "hyper", "tokio"]),
    ("docs_page", &["crate::graph", "crate::routes", "crate::security", "hyper", "tokio"]),
    ("security", &["crate::openapi", "crate::docs_page", "crate::check", "hyper"]),
    ("respond", &["crate::openapi", "crate::docs_page", "crate::server", "crate::check", "hyper"]),
    (
        "extract",
        &["crate::openapi", "crate::docs_page", "crate::server", "crate::check", "crate::security", "hyper"],
    ),
    ("review", &["crate::openapi", "crate::docs_page", "crate::check", "hyper", "tokio"]),
    ("testing", &["crate::openapi", "crate::docs_page", "crate::check", "hyper", "tokio"]),
    ("server", &["crate::check"]),
];

fn sources(path: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(path).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file, less its comments and its tests.
fn code(source: &str) -> String {
    let source = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    source.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

/// Whether the code names a crate or one of our modules, in a `use` line or a path, on its own or in a list.
fn names(code: &str, name: &str) -> bool {
    let module = name.strip_prefix("crate::");
    let in_list = |module: &str| {
        let lists = code.split("use crate::{").skip(1).filter_map(|list| list.split(';').next());
        lists.flat_map(|list| list.split(['{', ',', ' '])).any(|part| part.split("::").next() == Some(module))
    };
    let path = format!("{name}{}", if name.ends_with("::") { "" } else { "::" });
    let mut starts = code.match_indices(&path);
    let is_word =
        |(at, _): (usize, &str)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || "_:".contains(c));
    starts.any(is_word) || module.filter(|module| !module.is_empty()).is_some_and(in_list)
}

#[test]
fn nobody_imports_what_is_not_theirs() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src");
    for (folder, forbidden) in FORBIDDEN {
        let mut files = Vec::new();
        sources(&root.join(folder), &mut files);
        assert!(!files.is_empty(), "{folder}");
        for file in files {
            let source = std::fs::read_to_string(&file).expect("a source file");
            let code = code(&source);
            let wrong = forbidden.iter().find(|name| names(&code, name));
            assert_eq!(wrong, None, "{}", file.display());
        }
    }
}

#[test]
fn what_is_forbidden_is_found() {
    for code in
        ["use crate::server::App;", "use crate::{graph, server::App};", "let x = crate::server::App::new();"]
    {
        assert!(names(code, "crate::server"), "{code}");
    }
    for code in ["use crate::{graph::server, check};", "use http_body::Body;", "use super::server::X;"] {
        assert!(!names(code, "crate::server") && !names(code, "http"), "{code}");
    }
}
