//! What the compiler says: one fixture, one mistake. The `.stderr` files are written with `TRYBUILD=overwrite cargo
//! test` and read by a person.

use std::collections::BTreeSet;
use std::path::Path;

/// With no program that compiles among them, the fixtures are checked and not built: `cargo check` shows it all.
#[test]
fn every_mistake_is_said_where_it_is() {
    trybuild::TestCases::new().compile_fail("ui/*/rejected_*.rs");
}

#[test]
fn every_mistake_has_its_corrected_program() {
    let accepted: BTreeSet<String> = names("ui/accepted", "").collect();
    for rule in rules() {
        for name in names(&format!("ui/{rule}"), "rejected_") {
            let twin = format!("{}_{name}", rule.replace('-', "_"));
            assert!(accepted.contains(&twin), "ui/accepted/{twin}.rs is missing");
        }
    }
}

/// The folders of fixtures.
fn rules() -> impl Iterator<Item = String> {
    entries("ui").filter(|name| name != "accepted")
}

/// The programs in a folder, without what they start and end with.
fn names(folder: &str, start: &str) -> impl Iterator<Item = String> {
    entries(folder).filter_map(move |name| Some(name.strip_prefix(start)?.strip_suffix(".rs")?.to_owned()))
}

fn entries(folder: &str) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("a folder");
    entries.map(|entry| entry.expect("its entry").file_name().into_string().expect("a name that is text"))
}
