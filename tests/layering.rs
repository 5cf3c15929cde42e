//! Who may import whom, as ARCHITECTURE.md says.

use std::path::{Path, PathBuf};

/// Folder or file of `runtime/src`, and what its `use` lines may not name.
const FORBIDDEN: [(&str, &[&str]); 8] = [
    ("graph", &["crate::", "http", "hyper", "serde", "tokio", "tower", "bytes"]),
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

/// The paths that the `use` lines of a file name.
fn imports(source: &str) -> impl Iterator<Item = &str> {
    source.lines().map(str::trim).filter_map(|line| {
        let line = line.strip_prefix("pub ").or(line.strip_prefix("pub(crate) ")).unwrap_or(line);
        line.strip_prefix("use ")
    })
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
            for import in imports(&source) {
                let wrong = forbidden.iter().find(|name| {
                    import
                        .strip_prefix(**name)
                        .is_some_and(|rest| name.ends_with(':') || rest.starts_with([':', ';', '_']))
                });
                assert_eq!(wrong, None, "{}: use {import}", file.display());
            }
        }
    }
}
