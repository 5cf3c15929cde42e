//! The names of the functions that can refuse credentials, and of those that enforce scopes.

use super::facts::short;
use super::functions::describe;
use super::protection::{ITSELF, Lock, RequiredScope};
use crate::graph::{Dependency, Id, ItemType, Kind, Operation};
use crate::policy::{Branch, Requirement, enforces};
use crate::request::Own;

/// Returns what a scheme requires on a branch, with the functions that check it.
pub(super) fn lock(required: &Requirement, branch: &Branch, own: Own) -> Lock {
    let mut found = Found { branch, own, checks: Vec::new(), asked: Vec::new() };
    if required.scheme.verifies {
        found.checks.push(ITSELF.to_owned());
    }
    let is_scheme = |step: &usize| match branch.dependency(*step).kind {
        Kind::Scheme(scheme) => scheme.name == required.scheme.name,
        _ => false,
    };
    for end in (0..branch.len()).filter(is_scheme) {
        found.end(end);
    }
    found.asked.sort_by(|a, b| a.scope.cmp(&b.scope));
    Lock { scheme: required.scheme.name.to_owned(), scopes: found.asked, checks: found.checks }
}

/// Returns the functions on a branch that can refuse a caller and do not depend on credentials.
pub(super) fn after(branch: &Branch, own: Own) -> Vec<String> {
    let mut found = Vec::new();
    for step in 0..branch.len() {
        if branch.dependency(step).refuses && !branch.reaches_scheme(step) {
            push(&mut found, name_of(branch, step, own));
        }
    }
    found
}

struct Found<'a> {
    branch: &'a Branch,
    own: Own,
    checks: Vec<String>,
    asked: Vec<RequiredScope>,
}

impl Found<'_> {
    /// Adds the functions above the scheme at the step `end`. The function nearest to the scheme checks first.
    fn end(&mut self, end: usize) {
        let mut way = vec![end];
        while let Some(parent) = self.branch.parent(way[way.len() - 1]) {
            way.push(parent);
        }
        for step in way.iter().filter(|step| self.branch.dependency(**step).refuses) {
            push(&mut self.checks, name_of(self.branch, *step, self.own));
        }
        for from in way.into_iter().rev() {
            for scope in self.branch.asked(from).scopes {
                self.scope(scope, from, end);
            }
        }
    }

    /// Adds a scope that the step `from` requires of the scheme at the step `end`, with the functions that enforce it.
    fn scope(&mut self, scope: &str, from: usize, end: usize) {
        let enforcing = (from..self.branch.len()).filter(|step| enforces(self.branch, *step, from, end));
        let names = enforcing.map(|step| name_of(self.branch, step, self.own));
        let at = self.asked.iter().position(|asked| asked.scope == scope).unwrap_or_else(|| {
            self.asked.push(RequiredScope { scope: scope.to_owned(), enforcers: Vec::new() });
            self.asked.len() - 1
        });
        names.for_each(|name| push(&mut self.asked[at].enforcers, name));
    }
}

fn name_of(branch: &Branch, step: usize, own: Own) -> String {
    let asked = branch.asked(step);
    name(asked.dependency, asked.ty, own)
}

/// Names a dependency by the path of its type, which distinguishes items of the same name. A path does not distinguish two
/// blocks of one function, so an item in a body also has a hash. A macro may write one item twice, in blocks where the names
/// in it mean different things, so the hash covers what the item takes.
pub(super) fn name(dependency: &'static Dependency, ty: ItemType, own: Own) -> String {
    named(&dependency.id, ty, own, || describe(dependency, own))
}

/// Names an operation in the same way.
pub(super) fn operation_name(operation: &'static Operation, ty: ItemType, own: Own) -> String {
    named(&operation.id, ty, own, String::new)
}

fn named(id: &Id, ty: ItemType, own: Own, takes: impl FnOnce() -> String) -> String {
    let path = (ty.name)();
    let declared = path.split('<').next().and_then(|path| path.strip_prefix(id.module)?.strip_prefix("::"));
    let is_own = id.is_by_hand() || id.is_in_program() == own.is_program;
    let name = match short(path, own) {
        _ if !is_own => format!("::{path}"),
        name if name == ITSELF => format!("crate::{name}"),
        name => name,
    };
    if declared.is_some_and(|path| !path.contains("::")) {
        return name;
    }
    // For an item that is described by hand, the place is hashed instead of the declaration.
    let hash = if id.is_by_hand() { id.hash() } else { id.declaration.into() };
    let hash =
        takes().bytes().fold(hash, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{name}#{:08x}", hash & 0xffff_ffff)
}

fn push(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Judge;

    /// The library and the program of a package have the same name.
    #[test]
    fn an_item_of_the_library_is_none_of_the_program() {
        let (library, program) = (2, 3);
        let name = |declaration, is_program| {
            let id = crate::__private::id(module_path!(), "Judge", declaration);
            let own = Own { krate: "portcullis", is_program };
            named(&id, ItemType::of::<Judge>(), own, String::new)
        };
        assert_eq!(name(library, false), "review::looks::tests::Judge");
        assert_eq!(name(program, true), "review::looks::tests::Judge");
        assert_eq!(name(library, true), "::portcullis::review::looks::tests::Judge");
    }
}
