//! Random programs are rewritten in ways that must not matter. Nested lists become flat, guards move between a list and
//! its operations, items are renamed, or macros expand to them. The compiler must accept both programs or refuse both
//! by the same rules. The lockfile, the document and the server must agree as well.
//!
//! Most programs are graphs that are built while the test runs, and some are Rust programs that are compiled together.
//! `PORTCULLIS_FULL=1` tests 10,000 graphs and 300 Rust programs. `PORTCULLIS_GRAPH_SEED` generates others.

#[path = "metamorphic/graph.rs"]
mod graph;
#[path = "metamorphic/other.rs"]
mod other;
#[path = "metamorphic/shrink.rs"]
mod shrink;
#[path = "metamorphic/transform.rs"]
mod transform;
#[path = "metamorphic/twins.rs"]
mod twins;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use graph::{Graph, Refusals};
use other::Other;
use portcullis::{App, Error};
use portcullis_tests::Random;
use serde_json::{Value, json};
use transform::Change;

use super::generated::program::{self, Program};
use super::generated::{be_quiet, project, source};

fn seed() -> u64 {
    Random::seed("PORTCULLIS_GRAPH_SEED")
}

fn is_full() -> bool {
    std::env::var_os("PORTCULLIS_FULL").is_some()
}

/// The rules that refuse a program, its lockfile and its document.
#[derive(Debug, PartialEq)]
struct Said {
    refusals: Refusals,
    /// The lockfile. It is empty for a refused program.
    lock: String,
    document: Value,
}

/// The result of comparing a program with its rewritten form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Pair {
    /// The compiler, the lockfile and the document agree.
    Same,
    /// Both are refused, one by more rules. An entry of a list reports one mistake, and a nested list is one entry.
    Hidden,
    /// One is refused, because an operation or a nested list must be correct without the guards above it.
    Alone,
    Different,
}

/// The rules that guards above an operation can satisfy. For example, the operation then reads the request after its
/// credentials are checked, or two operations have the same requirements. When the guards belong to a list, the
/// compiler must refuse the operation by these rules.
const ALONE: [&str; 3] = ["credentials_last", TWO_FOR_ONE, "unsatisfiable"];

/// Two operations for the same requests, one of which may have weaker requirements. Guards in front of both can make
/// the requirements equal.
const TWO_FOR_ONE: &str = "duplicate_route or protection_downgrade";

/// Returns the lockfile without the dependencies that operations resolve themselves, because a guard of a list may
/// become an argument of a handler.
fn protections(lock: &str) -> Vec<&str> {
    let before = |line: &'_ str, note: &str| line.find(note).unwrap_or(line.len());
    let end = |line: &str| before(line, " -- guards ").min(before(line, " -- takes "));
    lock.lines().map(|line| &line[..end(line)]).collect()
}

fn compare(one: &Said, other: &Said, program: &Program) -> Pair {
    let is_refused_alike = one.refusals.all() == other.refusals.all();
    if is_refused_alike
        && protections(&one.lock) == protections(&other.lock)
        && one.document == other.document
    {
        return Pair::Same;
    }
    let rule = |rule: &String| match rule.as_str() {
        "duplicate_route" | "protection_downgrade" => TWO_FOR_ONE.to_owned(),
        rule => rule.to_owned(),
    };
    let rules = |rules: &BTreeSet<String>| rules.iter().map(rule).collect::<BTreeSet<String>>();
    let (whole, other_whole) = (rules(&one.refusals.whole), rules(&other.refusals.whole));
    let (alone, other_alone) = (rules(&one.refusals.alone), rules(&other.refusals.alone));
    let all: BTreeSet<&String> = whole.union(&alone).collect();
    let other_all: BTreeSet<&String> = other_whole.union(&other_alone).collect();
    let is_accepted = |rules: &BTreeSet<&String>| rules.is_empty();
    let is_alone = |whole: &BTreeSet<String>, alone: &BTreeSet<String>| {
        whole.is_empty() && alone.iter().all(|rule| ALONE.contains(&rule.as_str()))
    };
    if !is_accepted(&all) && !is_accepted(&other_all) {
        let is_hidden = || {
            let flat = flat(program);
            all.iter().chain(&other_all).all(|rule| flat.contains(*rule))
        };
        if !all.is_disjoint(&other_all) || is_hidden() { Pair::Hidden } else { Pair::Different }
    } else if (is_accepted(&all) || is_accepted(&other_all))
        && is_alone(&whole, &alone)
        && is_alone(&other_whole, &other_alone)
        && all != other_all
    {
        Pair::Alone
    } else {
        Pair::Different
    }
}

/// Returns the rules that refuse the program when all operations are in one list.
fn flat(program: &Program) -> BTreeSet<String> {
    let mut program = program.clone();
    while let Some(flatter) = Change::Flatten.of(&program, &mut Random(0)) {
        program = flatter;
    }
    Graph::of(&program).refusals().all().into_iter().map(str::to_owned).collect()
}

/// Used as a rule for an app that is refused at startup: two items implemented by hand have the same identity and the
/// same needs.
const AT_START: &str = "same_identity";

/// Whether an app that the compiler accepts is refused at startup. The only possible reason is a shared identity.
fn is_same_identity(app: &App) -> bool {
    match app.check() {
        Ok(()) => false,
        Err(Error::SameIdentity { .. }) => true,
        Err(error) => panic!("the compiler accepts the app, so it must be valid: {error}"),
    }
}

fn said(program: &Program) -> Said {
    let graph = Graph::of(program);
    let mut refusals = graph.refusals();
    if refusals.all().is_empty() && is_same_identity(&graph.app()) {
        refusals.whole.insert(AT_START.to_owned());
    }
    if !refusals.all().is_empty() {
        return Said { refusals, lock: String::new(), document: Value::Null };
    }
    let read = catch_unwind(AssertUnwindSafe(|| {
        let app = graph.app();
        (graph.without_names(&app.security_lock().to_string()), without_names(app.openapi()))
    }));
    let (lock, document) =
        read.unwrap_or_else(|_| panic!("the compiler accepts the app, but a reader fails:\n{program:#?}"));
    Said { refusals, lock, document }
}

/// Removes from a document what depends on the names of functions, and sorts the parameters. Those of a prefix are
/// listed after those of the path behind it.
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

/// Returns the program with random changes, and the list of changes. The seed selects them.
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

/// Returns a report on the smallest program that differs from its rewritten form.
fn smallest(program: Program, seed: u64) -> String {
    let pair = |program: &Program| {
        let (changed, made) = changed(program, seed);
        (said(program), said(&changed), changed, made)
    };
    let (one, other, ..) = pair(&program);
    let wanted = compare(&one, &other, &program);
    let small = shrink::shrink(program, &|program| {
        let (one, other, ..) = pair(program);
        compare(&one, &other, program) == wanted
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

/// Prints a text even if the test passes.
fn say(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

#[test]
fn a_graph_that_is_written_another_way_is_the_same() {
    be_quiet();
    let count = if is_full() { 10_000 } else { 500 };
    let mut random = Random(seed());
    let (mut verdicts, mut changes) = (BTreeMap::<String, usize>::new(), BTreeMap::<Change, usize>::new());
    let (mut wrong, mut pairs) = (Vec::new(), BTreeMap::<Pair, usize>::new());
    for number in 0..count {
        let program = program::program(&mut random);
        let original = said(&program);
        let rules = original.refusals.all();
        *verdicts.entry(if rules.is_empty() { "accepted" } else { "refused" }.to_owned()).or_default() += 1;
        for rule in rules {
            *verdicts.entry(format!("  by {rule}")).or_default() += 1;
        }
        let seed = number as u64;
        let (changed, made) = changed(&program, seed);
        made.iter().for_each(|change| *changes.entry(*change).or_default() += 1);
        let other = said(&changed);
        let pair = compare(&original, &other, &program);
        *pairs.entry(pair).or_default() += 1;
        if pair == Pair::Different {
            wrong.push((program, seed));
        }
    }
    say(&format!("{count} graphs: {verdicts:#?}\n{changes:#?}\n{pairs:#?}"));
    let shown: Vec<_> =
        wrong.iter().take(5).map(|(program, seed)| smallest(program.clone(), *seed)).collect();
    assert!(wrong.is_empty(), "{} of {count} are not the same:\n{}", wrong.len(), shown.join("\n======\n"));
    for (pair, most) in [(Pair::Hidden, count / 20), (Pair::Alone, count / 50)] {
        let found = pairs.get(&pair).copied().unwrap_or_default();
        assert!(found <= most, "{found} of {count} pairs are {pair:?}");
    }
    let refused = verdicts["refused"] * 100 / count;
    assert!((20..=60).contains(&refused), "{refused} % are refused");
}

/// The compiler never confuses two items with the same identity, whatever their needs. An app with such items does not
/// start, and a program is refused with a shared identity if and only if it is refused without it.
#[test]
fn two_items_of_one_identity_are_two() {
    be_quiet();
    let count = if is_full() { 10_000 } else { 1_000 };
    let mut random = Random(seed() ^ 3);
    let (mut found, mut wrong) = (BTreeMap::<&str, usize>::new(), Vec::new());
    for _ in 0..count {
        let program = program::program(&mut random);
        let Some((program, twins)) = program.with_twins(&mut random) else { continue };
        let refusals = Graph::of(&program).refusals();
        let of_twins = Graph::with_twins(&program, Some(twins)).refusals();
        if refusals.all().is_empty() != of_twins.all().is_empty() {
            wrong.push(format!("{twins:?}: {refusals:?}, {of_twins:?}\n{}", source::source(&program, "one")));
        }
        let said = match &refusals {
            refusals if refusals.all().is_empty() => "accepted",
            refusals if refusals.all().contains("forgotten_route") => "refused for strangers",
            _ => "refused",
        };
        *found.entry(said).or_default() += 1;
    }
    say(&format!("programs with twins: {found:#?}"));
    let shown = wrong[..wrong.len().min(3)].join("\n======\n");
    assert!(wrong.is_empty(), "{} of {count} are not the same:\n{shown}", wrong.len());
}

/// Every change to the inputs of a function changes a line of the lockfile.
#[test]
fn what_a_function_takes_instead_is_another_line() {
    be_quiet();
    let count = if is_full() { 20_000 } else { 2_000 };
    let mut random = Random(seed() ^ 5);
    let (mut seen, mut unseen) = (BTreeMap::<Other, usize>::new(), Vec::new());
    for _ in 0..count {
        let program = program::program(&mut random);
        let change = Other::ALL[random.below(Other::ALL.len())];
        let Some(other) = change.of(&program, &mut random) else { continue };
        let (before, after) = (said(&program), said(&other));
        if !before.refusals.all().is_empty() || !after.refusals.all().is_empty() {
            continue;
        }
        *seen.entry(change).or_default() += 1;
        if before.lock == after.lock {
            let sources = [source::source(&program, "one"), source::source(&other, "other")];
            unseen.push(format!("{change:?}\n{}\n{}", sources.join("\n---\n"), after.lock));
        }
    }
    say(&format!("programs that take something else: {seen:#?}"));
    assert!(!is_full() || seen.len() == Other::ALL.len(), "each kind of change is tried: {seen:#?}");
    let shown = unseen[..unseen.len().min(3)].join("\n======\n");
    assert!(unseen.is_empty(), "{} of {count} changes are unnoticed:\n{shown}", unseen.len());
}

/// Returns the difference between a Rust program and the graph of the same program, if they differ.
fn differs_from_graph(program: &Program, rust: &Said) -> Option<String> {
    let graph = said(program);
    // See `graph.rs`: functions are checked by the stricter rule, and alternatives are not checked.
    let is_known = |rule: &&str| matches!(*rule, "credentials_last" | "alternative_unreachable");
    let (rules, by_rust) = (graph.refusals.all(), rust.refusals.all());
    let more: Vec<_> = rules.symmetric_difference(&by_rust).collect();
    if !more.is_empty() && !more.iter().all(|rule| is_known(rule)) {
        return Some(format!("{rules:?}, {by_rust:?}"));
    }
    let lines = |lock: &str| {
        // The graph does not have the types of schemes.
        lock.lines().filter(|line| !line.starts_with("scheme ")).map(str::to_owned).collect::<Vec<_>>()
    };
    let are_accepted = rules.is_empty() && by_rust.is_empty();
    (are_accepted && lines(&graph.lock) != lines(&rust.lock))
        .then(|| format!("{}\n{}", graph.lock, rust.lock))
}

/// Returns the requests that are sent to both programs of a pair, with the paths of the first one.
fn requests(program: &Program) -> Value {
    let mut names: Vec<&str> = program.schemes.iter().map(|scheme| scheme.name).collect();
    names.sort_unstable();
    names.dedup();
    // A request has only one `Authorization` line.
    let sets: Vec<Vec<&str>> = vec![
        Vec::new(),
        names.iter().copied().filter(|name| *name != "Basic").collect(),
        names.iter().copied().filter(|name| *name != "Bearer").collect(),
        vec![names[0]],
        vec![names[names.len() - 1]],
    ];
    let mut requests = Vec::new();
    for (path, operation) in program.list.operations("") {
        let path = path.replace("{id}", "7").replace("{tenant}", "9");
        let method = if operation.is_post { "POST" } else { "GET" };
        for set in &sets {
            for text in ["good.s1.s2.end", "good.s2.end", "bad"] {
                let credentials: serde_json::Map<String, Value> =
                    set.iter().map(|name| ((*name).to_owned(), text.into())).collect();
                requests.push(json!({ "method": method, "path": path, "credentials": credentials }));
            }
        }
    }
    requests.into()
}

#[test]
fn a_program_that_is_written_another_way_is_the_same() {
    let count = if is_full() { 300 } else { 12 };
    let mut random = Random(seed() ^ 1);
    let (mut modules, mut asked, mut pairs) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let mut changes = BTreeMap::<Change, usize>::new();
    while pairs.len() < count {
        let program = program::program(&mut random);
        let (changed, made) = changed(&program, random.below(1 << 30) as u64);
        if made.is_empty() {
            continue;
        }
        made.iter().for_each(|change| *changes.entry(*change).or_default() += 1);
        let names = [format!("p{}a", pairs.len()), format!("p{}b", pairs.len())];
        let of_both = requests(&program);
        for (name, program) in names.iter().zip([&program, &changed]) {
            modules.insert(name.clone(), source::source(program, name));
            asked.insert(name.clone(), of_both.clone());
        }
        pairs.push((names, program, changed, made));
    }
    let project = project::Project::new("metamorphic", modules);
    let refusals = project.build();
    let ran = project.run(&asked);
    let said = |name: &str, program: &Program| {
        let mut rules = refusals[name].clone();
        let ran = ran.get(name);
        if ran.is_some_and(|ran| ran["refused"] == true) {
            rules.insert(AT_START.to_owned());
        }
        let read = |key: &str| ran.map(|ran| ran[key].clone()).unwrap_or_default();
        let lock = read("lock").as_str().map(|lock| source::without_names(lock, name, program));
        let said = Said {
            refusals: Refusals { alone: rules, ..Refusals::default() },
            lock: lock.unwrap_or_default(),
            document: without_names(read("document")),
        };
        (said, json!([read("answers"), read("findings").as_array().map(Vec::len)]))
    };
    let (mut wrong, mut counts, mut verdicts) =
        (Vec::new(), BTreeMap::<Pair, usize>::new(), BTreeMap::<String, usize>::new());
    for ([a, b], program, changed, made) in &pairs {
        let ((one, answers), (other, other_answers)) = (said(a, program), said(b, changed));
        wrong.extend([(a, program, &one), (b, changed, &other)].into_iter().filter_map(
            |(name, program, said)| {
                differs_from_graph(program, said).map(|why| format!("{name}, as a graph and as Rust: {why}"))
            },
        ));
        let pair = compare(&one, &other, program);
        *counts.entry(pair).or_default() += 1;
        let rules = one.refusals.all();
        *verdicts.entry(if rules.is_empty() { "accepted" } else { "refused" }.to_owned()).or_default() += 1;
        for rule in rules {
            *verdicts.entry(format!("  by {rule}")).or_default() += 1;
        }
        if pair == Pair::Different || (pair == Pair::Same && answers != other_answers) {
            wrong.push(format!("{a}, {made:?}: {one:#?}\n{answers}\n{other:#?}\n{other_answers}"));
        }
    }
    say(&format!("{count} pairs of programs: {verdicts:#?}\n{changes:#?}\n{counts:#?}"));
    assert!(wrong.is_empty(), "{} of {count} are not the same:\n{}", wrong.len(), wrong.join("\n======\n"));
}
