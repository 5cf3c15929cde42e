//! Two ways to write one program are one program. Random programs are changed in ways that change nothing that matters: nested
//! lists become flat, guards move between a list and its operations, items get other names, or macros write them. The compiler
//! must say the same of both, by the same rules; and so must the lockfile, the document and the server.
//!
//! Most programs are graphs that are built while the test runs; some are written as Rust, and compiled together.
//! `PORTCULLIS_FULL=1` makes 10,000 of the former and 300 of the latter, `PORTCULLIS_GRAPH_SEED` others.

#[path = "metamorphic/graph.rs"]
mod graph;
#[path = "metamorphic/program.rs"]
mod program;
#[path = "metamorphic/shrink.rs"]
mod shrink;
#[path = "metamorphic/source.rs"]
mod source;
#[path = "metamorphic/transform.rs"]
mod transform;

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use graph::Graph;
use portcullis_tests::Random;
use program::Program;
use serde_json::Value;
use transform::Change;

fn seed() -> u64 {
    std::env::var("PORTCULLIS_GRAPH_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(4711)
}

fn is_full() -> bool {
    std::env::var_os("PORTCULLIS_FULL").is_some()
}

/// What is said of a program.
#[derive(Debug, PartialEq)]
struct Said {
    refusals: BTreeSet<String>,
    /// Of one that is accepted.
    lock: String,
    document: Value,
}

impl Said {
    /// Whether both are refused, and by the same rules but for what hides behind another mistake: an entry of a list reports one,
    /// and a nested list is one entry of another.
    fn hides(&self, other: &Self) -> bool {
        let (own, other) = (&self.refusals, &other.refusals);
        !own.is_empty() && !other.is_empty() && (own.is_subset(other) || other.is_subset(own))
    }
}

fn said(program: &Program) -> Said {
    let graph = Graph::of(program);
    let refusals = graph.refusals();
    if !refusals.is_empty() {
        return Said { refusals, lock: String::new(), document: Value::Null };
    }
    let read = catch_unwind(AssertUnwindSafe(|| {
        let app = graph.app();
        app.check().expect("the compiler accepts it, so the app is right");
        (graph.without_names(&app.security_lock().to_string()), without_names(app.openapi()))
    }));
    let (lock, document) =
        read.unwrap_or_else(|_| panic!("the compiler accepts it, and a reader fails:\n{program:#?}"));
    Said { refusals, lock, document }
}

/// A document without what comes from the names of functions, and with parameters in an order of their own: those of a prefix
/// come after those of the path that follows it.
fn without_names(mut document: Value) -> Value {
    for item in document["paths"].as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
        for operation in item.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
            if let Some(operation) = operation.as_object_mut() {
                operation.remove("operationId");
                operation.remove("summary");
                if let Some(parameters) = operation.get_mut("parameters").and_then(Value::as_array_mut) {
                    parameters.sort_by_key(Value::to_string);
                }
            }
        }
    }
    document
}

/// The program with some changes made, and which ones. The seed says which.
fn changed(program: &Program, seed: u64) -> (Program, Vec<Change>) {
    let mut random = Random(seed);
    let (mut changed, mut made) = (program.clone(), Vec::new());
    for _ in 0..1 + random.below(4) {
        let change = random.of(&Change::ALL);
        if let Some(next) = change.of(&changed, &mut random) {
            changed = next;
            made.push(change);
        }
    }
    (changed, made)
}

/// Whether two ways to write one program are not the same.
fn differ(one: &Said, other: &Said) -> bool {
    one != other && !one.hides(other)
}

/// The smallest program that two ways to write are not the same of, and what is said of both.
fn smallest(program: Program, seed: u64) -> String {
    let pair = |program: &Program| {
        let (changed, made) = changed(program, seed);
        (said(program), said(&changed), changed, made)
    };
    let (one, other, ..) = pair(&program);
    let kind = |one: &Said, other: &Said| (one.refusals.clone(), other.refusals.clone());
    let wanted = kind(&one, &other);
    let small = shrink::shrink(program, &|program| {
        let (one, other, ..) = pair(program);
        differ(&one, &other) && kind(&one, &other) == wanted
    });
    let (one, other, changed, made) = pair(&small);
    let document = if one.document == other.document {
        String::new()
    } else {
        format!("{:#}\n{:#}\n", one.document, other.document)
    };
    format!(
        "{made:?}: {:?}, {:?}\n{}{}\n---\n{}{}\n{document}",
        one.refusals,
        other.refusals,
        source::source(&small, "one"),
        one.lock,
        source::source(&changed, "other"),
        other.lock
    )
}

/// Keeps what the rules say out of the output of the tests.
fn be_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        let text = panic.payload().downcast_ref::<String>().map_or("", String::as_str);
        if !text.contains("see portcullis::rules::") {
            eprintln!("{panic}");
        }
    }));
}

#[test]
fn a_graph_that_is_written_another_way_is_the_same() {
    be_quiet();
    let count = if is_full() { 10_000 } else { 1_000 };
    let mut random = Random(seed());
    let (mut verdicts, mut changes) = (BTreeMap::<String, usize>::new(), BTreeMap::<Change, usize>::new());
    let (mut wrong, mut hidden) = (Vec::new(), 0);
    for number in 0..count {
        let program = program::program(&mut random);
        let original = said(&program);
        let verdict = if original.refusals.is_empty() { "accepted" } else { "refused" };
        *verdicts.entry(verdict.to_owned()).or_default() += 1;
        for rule in &original.refusals {
            *verdicts.entry(format!("  by {rule}")).or_default() += 1;
        }
        let seed = number as u64;
        let (changed, made) = changed(&program, seed);
        made.iter().for_each(|change| *changes.entry(*change).or_default() += 1);
        let other = said(&changed);
        if differ(&original, &other) {
            wrong.push((program, seed));
        } else if original != other {
            hidden += 1;
        }
    }
    eprintln!("{count} programs: {verdicts:#?}\n{changes:#?}\n{hidden} with more mistakes than are reported");
    let shown = wrong.iter().take(12).map(|(program, seed)| smallest(program.clone(), *seed));
    assert!(wrong.is_empty(), "{} of {count} are not the same:\n{}", wrong.len(), shown.collect::<Vec<_>>().join("\n======\n"));
    assert!(hidden * 20 < count, "{hidden} of {count} are refused by more rules when they are written another way");
    let refused = verdicts["refused"] * 100 / count;
    assert!((20..=60).contains(&refused), "{refused} % are refused");
}
