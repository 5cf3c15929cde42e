//! Compiler messages: one fixture for each mistake. The `.stderr` files are written with `TRYBUILD=overwrite cargo
//! test` and reviewed by a person.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Without a program that compiles, trybuild only checks the fixtures. So `cargo check` must show every mistake.
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

/// Each page names a fixture in a comment, and shows the fixture, its compiler message and the corrected program.
/// `UPDATE_SNAPSHOTS=1` writes all three into the page.
#[test]
fn every_rule_has_its_page() {
    let pages: BTreeSet<String> = entries("../runtime/docs/rules").collect();
    let of_rules = rules().filter(|rule| rule != "several").map(|rule| format!("{rule}.md")).collect();
    assert_eq!(pages, of_rules);
    let modules = read("../runtime/src/rules.rs");
    for rule in rules().filter(|rule| rule != "several") {
        let (path, module) = (format!("../runtime/docs/rules/{rule}.md"), rule.replace('-', "_"));
        let page = read(&path);
        assert!(modules.contains(&format!("    {module} \"{rule}\"\n")), "{rule} is not listed in rules.rs");
        // If the rule and the module have the same name, rustdoc rejects an explicit link.
        let link = if rule == module { String::new() } else { format!("({module})") };
        // The table repeats the first paragraph of the page.
        let (first, _) = page.split_once("\n\n").expect("a page has paragraphs");
        let first = first.trim_end_matches('.').replace('\n', " ");
        let line = first[..1].to_lowercase() + &first[1..];
        let listed = modules.contains(&format!("| [`{rule}`]{link} | {line} |"));
        assert!(listed, "the table of rules.rs must repeat the first paragraph of {rule}.md");
        let name = page.split("<!-- rejected_").nth(1).and_then(|rest| rest.split(".rs -->").next());
        let name = name.unwrap_or_else(|| panic!("{rule}.md names no fixture: `<!-- rejected_one.rs -->`"));
        let shown = [
            read(&format!("ui/{rule}/rejected_{name}.rs")),
            said(&rule, name),
            read(&format!("ui/accepted/{module}_{name}.rs")),
        ];
        let written = with_blocks(&page, &shown);
        if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
            std::fs::write(folder(&path), written).expect("the page can be written");
        } else {
            assert_eq!(
                page, written,
                "{rule}.md does not show its fixture: write it with UPDATE_SNAPSHOTS=1"
            );
        }
    }
}

/// Returns the page with each of these texts in one of its code blocks, in order.
fn with_blocks(page: &str, texts: &[String]) -> String {
    let mut lines = page.lines();
    let mut written = String::new();
    for text in texts {
        let fence = lines
            .by_ref()
            .inspect(|line| written += &format!("{line}\n"))
            .find(|line| line.starts_with("```"));
        assert!(fence.is_some(), "a page has {} blocks:\n{page}", texts.len());
        written += &format!("{}\n```\n", text.trim());
        assert!(lines.any(|line| line == "```"), "a block ends:\n{page}");
    }
    lines.for_each(|line| written += &format!("{line}\n"));
    written
}

#[test]
fn every_message_names_a_page() {
    for rule in rules() {
        for name in names(&format!("ui/{rule}"), "rejected_") {
            let message = read(&format!("ui/{rule}/rejected_{name}.stderr"));
            for named in message.split("see portcullis::rules::").skip(1) {
                let module = named.lines().next().unwrap_or_default().trim();
                let page = format!("../runtime/docs/rules/{}.md", module.replace('_', "-"));
                assert!(folder(&page).exists(), "ui/{rule}/rejected_{name}.stderr names {module}");
            }
        }
    }
}

/// Returns the compiler message for a fixture, with paths as in a user's crate. Only the beginning is kept for a cycle.
fn said(rule: &str, name: &str) -> String {
    let message = read(&format!("ui/{rule}/rejected_{name}.stderr"));
    let file = format!("ui/{rule}/rejected_{name}.rs");
    let message = message.replace(&format!("$DIR/{file}"), &file).replace(&file, "src/main.rs");
    let message = message.replace("$WORKSPACE/runtime/src", "portcullis/src");
    match message.split_once("\nnote: ...which requires") {
        Some((first, _)) => format!("{first}\n..."),
        None => message,
    }
}

/// Returns the folders of fixtures.
fn rules() -> impl Iterator<Item = String> {
    entries("ui").filter(|name| name != "accepted")
}

/// Returns the names of the programs in a folder, without the prefix and the extension.
fn names(folder: &str, start: &str) -> impl Iterator<Item = String> {
    entries(folder).filter_map(move |name| Some(name.strip_prefix(start)?.strip_suffix(".rs")?.to_owned()))
}

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn read(path: &str) -> String {
    std::fs::read_to_string(folder(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn entries(path: &str) -> impl Iterator<Item = String> {
    let entries = std::fs::read_dir(folder(path)).expect("a folder");
    entries.map(|entry| entry.expect("its entry").file_name().into_string().expect("a name that is text"))
}
