//! Checks that the table in CONTRIBUTING.md lists the behaviour that each test file covers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const TESTS: &str = env!("CARGO_MANIFEST_DIR");

/// Returns the test programs. Each is a list of modules.
fn programs() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let tests = manifest.split("[[test]]").skip(1);
    let names = tests.map(|test| test.split('"').nth(1).expect("the name of a test").to_owned());
    names.collect()
}

/// Returns all files in the folders of the programs.
fn files() -> BTreeSet<String> {
    let mut folders: Vec<PathBuf> = programs().iter().map(|name| Path::new(TESTS).join(name)).collect();
    let mut files = BTreeSet::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("each program has a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let below = path.strip_prefix(TESTS).expect("the file is in the folder of the tests");
                files.insert(below.to_str().expect("text").replace('\\', "/"));
            }
        }
    }
    files
}

fn read(path: &str) -> String {
    std::fs::read_to_string(Path::new(TESTS).join(path)).expect("a text")
}

#[test]
fn every_file_is_in_the_index() {
    let guide = read("../CONTRIBUTING.md");
    let (_, index) = guide.split_once("| behaviour | file |\n|---|---|\n").expect("the index");
    let lines = index.lines().take_while(|line| line.starts_with('|'));
    let listed: Vec<String> = lines
        .map(|line| {
            let file = line.rsplit(" | ").next().and_then(|cell| cell.strip_suffix(" |"));
            file.expect("two cells").trim_matches('`').to_owned()
        })
        .collect();
    let files = files();
    assert!(!files.is_empty());
    let missing: Vec<_> = files.iter().filter(|file| !listed.contains(file)).collect();
    assert!(missing.is_empty(), "the index does not list these files: {missing:#?}");
    let unknown: Vec<_> = listed.iter().filter(|file| !files.contains(*file)).collect();
    assert!(unknown.is_empty(), "the index lists files that do not exist: {unknown:#?}");
    assert_eq!(listed.len(), files.len(), "the index lists a file twice");
}

/// A file that is not listed in a program is not compiled, and its tests do not run.
#[test]
fn every_file_is_in_its_program() {
    for file in files() {
        let (program, name) = file.split_once('/').expect("the file is in a folder");
        let listed = name.contains('/') || read(&format!("{program}.rs")).contains(&format!("\"{file}\""));
        assert!(listed, "{file} is not a module of {program}.rs");
    }
}
