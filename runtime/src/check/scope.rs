use super::text::Text;
use crate::graph::{Dependency, Kind, Need, SchemeKind, same};

/// Rules `scope-not-declared` and `scopes-without-scheme`: a scope that is asked for is one that a scheme behind
/// the dependency declares.
///
/// # Panics
///
/// While the program is compiled, when it is not.
#[track_caller]
pub const fn scope(dependency: &Dependency, scope: &str) {
    let found = look(dependency, scope, Found { schemes: 0, declared: false });
    if found.schemes == 0 {
        Text::new()
            .push("`")
            .push(dependency.id.name)
            .push("` reaches no security scheme that could grant the scope `")
            .push(scope)
            .push("`\nhelp: let it depend on a scheme, or write `#[depends(")
            .push(dependency.id.name)
            .push(")]` without scopes")
            .panic();
    }
    if !found.declared {
        Text::new()
            .push("scope `")
            .push(scope)
            .push("` is not declared by the scheme behind `")
            .push(dependency.id.name)
            .push("`\nhelp: declare it with `.scopes(&[(\"")
            .push(scope)
            .push("\", \"what it permits\")])`")
            .panic();
    }
}

struct Found {
    schemes: usize,
    declared: bool,
}

const fn look(dependency: &Dependency, scope: &str, mut found: Found) -> Found {
    if let Kind::Scheme(scheme) = dependency.kind {
        found.schemes += 1;
        let SchemeKind::OAuth2(flows) = scheme.kind;
        if let Some(flow) = flows.password {
            let mut i = 0;
            while i < flow.scopes.len() {
                found.declared |= same(flow.scopes[i].0, scope);
                i += 1;
            }
        }
    }
    let mut i = 0;
    while i < dependency.needs.len() {
        if let Need::Dependency(below) = dependency.needs[i] {
            found = look(below.dependency, scope, found);
        }
        i += 1;
    }
    found
}
