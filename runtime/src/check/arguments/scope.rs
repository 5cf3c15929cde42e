use crate::check::text::Text;
use crate::graph::{Dependency, Flows, Kind, Need, Scope, is_scope, same};

/// Rules `scope-not-declared` and `scopes-without-scheme`: a scheme behind the dependency must declare the required scope.
/// If the scope is a constant, its syntax is checked here for the first time. A macro has checked the syntax of a literal.
///
/// # Panics
///
/// Panics while the program is compiled, if the scope breaks a rule.
#[track_caller]
pub const fn scope(dependency: &Dependency, scope: &str) {
    if !is_scope(scope) {
        Text::new()
            .push("`")
            .push(scope)
            .push("` is not a scope")
            .help("a scope is printable ASCII without spaces, quotes and backslashes: `users:read`")
            .refuse("scope_not_declared");
    }
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
    // An item with a reported error may reach anything.
    if !dependency.id.is_known() {
        return Found::Declared;
    }
    if let Kind::Scheme(scheme) = &dependency.kind {
        // A scheme without flows does not declare scopes. Any scope is then the name of a role.
        let Some(flows) = scheme.flows() else { return Found::Declared };
        found = Found::Undeclared;
        if declares(flows, scope) {
            return Found::Declared;
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

const fn declares(flows: &Flows, scope: &str) -> bool {
    let mut i = 0;
    while i < flows.0.len() {
        if let Some(flow) = &flows.0[i]
            && has(flow.scopes, scope)
        {
            return true;
        }
        i += 1;
    }
    false
}

const fn has(scopes: &[Scope], scope: &str) -> bool {
    let mut i = 0;
    while i < scopes.len() {
        if same(scopes[i].0, scope) {
            return true;
        }
        i += 1;
    }
    false
}

/// A list of scopes in a text, and whether the list is still empty.
struct List {
    text: Text,
    is_empty: bool,
}

/// Lists the scopes that the schemes behind a dependency declare.
const fn push_declared(dependency: &Dependency, mut list: List) -> List {
    if let Kind::Scheme(scheme) = &dependency.kind
        && let Some(flows) = scheme.flows()
    {
        let mut i = 0;
        while i < flows.0.len() {
            if let Some(flow) = &flows.0[i] {
                list = push_scopes(flows, i, flow.scopes, list);
            }
            i += 1;
        }
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

/// Lists the scopes of flow `at`, except the scopes that an earlier flow also has.
const fn push_scopes(flows: &Flows, at: usize, scopes: &[Scope], mut list: List) -> List {
    let mut i = 0;
    while i < scopes.len() {
        let mut is_known = false;
        let mut before = 0;
        while before < at {
            if let Some(flow) = &flows.0[before] {
                is_known |= has(flow.scopes, scopes[i].0);
            }
            before += 1;
        }
        if list.text.is_long() {
            return List { text: list.text.push(", .."), is_empty: false };
        }
        if !is_known {
            let separator = if list.is_empty { "`" } else { ", `" };
            list = List { text: list.text.push(separator).push(scopes[i].0).push("`"), is_empty: false };
        }
        i += 1;
    }
    list
}
