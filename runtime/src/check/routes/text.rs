//! What is said of a [`Fault`].

use super::names::{operation, push_id, push_route};
use super::table::Fault;
use crate::check::argument::Mistake;
use crate::check::text::Text;
use crate::graph::{Dependency, Route};

/// Says what is wrong.
#[track_caller]
pub(super) const fn refuse<H, G>(entries: &'static [Route<H, G>], fault: Fault) -> ! {
    match fault {
        Fault::DuplicateRoute { at, first } => duplicate_route(entries, at, first),
        Fault::OtherNames { at, first } => other_names(entries, at, first),
        Fault::DuplicateId { at, first } => duplicate_id(entries, at, first),
        Fault::SchemeName { scheme, first } => scheme_name(scheme, first),
        Fault::RepeatedName { at, name } => repeated_name(entries, at, name),
        Fault::UnusedPrefix { prefix, name } => unused_prefix(prefix, name),
        Fault::Guarded { at, mistake } => guarded(entries, at, mistake),
    }
}

#[track_caller]
const fn guarded<H, G>(entries: &'static [Route<H, G>], at: usize, mistake: Mistake) -> ! {
    let id = &operation(entries, at).id;
    match mistake {
        Mistake::Reads { reader, scheme } => Text::new()
            .push("`")
            .push(reader.id.name)
            .push("` stands before ")
            .push_item(id)
            .push(" and reads the request before `")
            .push(scheme.id.name)
            .push("` asks for credentials, and a stranger would be answered by it")
            .help("put a dependency that asks for these credentials before it: `depends(")
            .push(scheme.id.name)
            .push(", ")
            .push(reader.id.name)
            .push(")`")
            .refuse("credentials_last"),
        Mistake::NotClone(dependency) => Text::new()
            .push("`")
            .push(dependency.id.name)
            .push("` stands before ")
            .push_item(id)
            .push(", which asks for it once more, and its value cannot be cloned")
            .help("derive `Clone` for what it returns, or return an `Arc` of it")
            .refuse("shared_not_clone"),
        Mistake::Unsatisfiable { first, second } => Text::new()
            .push_item(id)
            .push(" asks for `")
            .push(second.id.name)
            .push("`, and `")
            .push(first.id.name)
            .push("` stands before it, but a request has one `Authorization` field, and the two need different ones")
            .help("ask for one of them")
            .refuse("unsatisfiable"),
    }
}

#[track_caller]
const fn duplicate_route<H, G>(entries: &'static [Route<H, G>], at: usize, first: usize) -> ! {
    push_route(Text::new().push("`"), entries, at)
        .push("` is answered by ")
        .push_item(&operation(entries, first).id)
        .push(" already")
        .help("change the path or the method of one of the two, or list one")
        .refuse("duplicate_route")
}

#[track_caller]
const fn other_names<H, G>(entries: &'static [Route<H, G>], at: usize, first: usize) -> ! {
    let text = push_route(Text::new().push("`"), entries, at).push("` and `");
    push_route(text, entries, first)
        .push("`, of ")
        .push_item(&operation(entries, first).id)
        .push(", are one path with two sets of names")
        .help("give the parameters of both the same names: a document has every path once")
        .refuse("duplicate_route")
}

#[track_caller]
const fn duplicate_id<H, G>(entries: &'static [Route<H, G>], at: usize, first: usize) -> ! {
    push_id(Text::new().push("the operation id `"), entries, at)
        .push("` is that of ")
        .push_item(&operation(entries, first).id)
        .push(" already")
        .help("give one of the two another: `operation_id = \"..\"`, or another name")
        .refuse("duplicate_operation_id")
}

#[track_caller]
const fn scheme_name(scheme: &'static Dependency, first: &'static Dependency) -> ! {
    let crate::graph::Kind::Scheme(described) = scheme.kind else { panic!("only schemes have a name") };
    Text::new()
        .push_item(&scheme.id)
        .push(" and ")
        .push_item(&first.id)
        .push(" are two schemes of the name `")
        .push(described.name)
        .push("`, and the document can describe one")
        .help("give one of the two a name of its own: `.name(\"..\")`")
        .refuse("scheme_name_collision")
}

#[track_caller]
const fn repeated_name<H, G>(entries: &'static [Route<H, G>], at: usize, name: &str) -> ! {
    push_route(Text::new().push("`"), entries, at)
        .push("` has two parameters `")
        .push(name)
        .push("`, one of a prefix and one of ")
        .push_item(&operation(entries, at).id)
        .help("rename one of the two")
        .refuse("path_template")
}

#[track_caller]
const fn unused_prefix(prefix: &str, name: &str) -> ! {
    Text::new()
        .push("nothing below the prefix `")
        .push(prefix)
        .push("` takes its parameter `")
        .push(name)
        .push("`")
        .help("take it in an operation or a dependency: `#[path(prefix)] ")
        .push(name)
        .push(": String`")
        .refuse("path_parameter_unused")
}
