use super::text::Text;
use crate::graph::{Dependency, Kind, Need, SchemeKind, Scope, same};

/// Rules `scope-not-declared` and `scopes-without-scheme`: a scope that is asked for is one that a scheme behind
/// the dependency declares.
///
/// # Panics
///
/// While the program is compiled, when it is not.
#[track_caller]
pub const fn scope(dependency: &Dependency, scope: &str) {
    match look(dependency, scope, Found::NoScheme) {
        Found::Declared => {}
        Found::NoScheme => Text::new()
            .push("`")
            .push(dependency.id.name)
            .push("` reaches no security scheme that could grant the scope `")
            .push(scope)
            .push("`")
            .help("let it depend on a scheme, or write `#[depends(")
            .push(dependency.id.name)
            .push(")]` without scopes")
            .refuse("scopes_without_scheme"),
        Found::Undeclared => refuse_undeclared(dependency, scope),
    }
}

#[track_caller]
const fn refuse_undeclared(dependency: &Dependency, scope: &str) -> ! {
    let text = Text::new()
        .push("scope `")
        .push(scope)
        .push("` is not declared by the scheme behind `")
        .push(dependency.id.name)
        .push("`; declared: ");
    let list = push_declared(dependency, List { text, is_empty: true });
    let text = if list.is_empty { list.text.push("none") } else { list.text };
    text.help("write a declared one, or declare this one: `.scopes(&[(\"")
        .push(scope)
        .push("\", \"what it permits\")])`")
        .refuse("scope_not_declared")
}

#[derive(Clone, Copy)]
enum Found {
    NoScheme,
    Undeclared,
    Declared,
}

const fn look(dependency: &Dependency, scope: &str, mut found: Found) -> Found {
    // What is reported as wrong may reach anything.
    if !dependency.id.is_known() {
        return Found::Declared;
    }
    if let Kind::Scheme(_) = dependency.kind {
        let scopes = declared(dependency);
        found = Found::Undeclared;
        let mut i = 0;
        while i < scopes.len() {
            if same(scopes[i].0, scope) {
                return Found::Declared;
            }
            i += 1;
        }
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Dependency(below) = dependency.needs[i] {
            found = look(below.dependency, scope, found);
            if let Found::Declared = found {
                return found;
            }
        }
        i += 1;
    }
    found
}

/// The scopes that a scheme declares.
const fn declared(dependency: &Dependency) -> &'static [Scope] {
    let Kind::Scheme(scheme) = dependency.kind else { return &[] };
    let SchemeKind::OAuth2(flows) = scheme.kind;
    match flows.password {
        Some(flow) => flow.scopes,
        None => &[],
    }
}

/// A text, and whether anything has been listed in it.
struct List {
    text: Text,
    is_empty: bool,
}

/// Lists what the schemes behind a dependency declare.
const fn push_declared(dependency: &Dependency, mut list: List) -> List {
    let scopes = declared(dependency);
    let mut i = 0;
    while i < scopes.len() {
        let separator = if list.is_empty { "`" } else { ", `" };
        list = List { text: list.text.push(separator).push(scopes[i].0).push("`"), is_empty: false };
        i += 1;
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Dependency(below) = dependency.needs[i] {
            list = push_declared(below.dependency, list);
        }
        i += 1;
    }
    list
}
