//! What functions take: the values of other functions, and parts of the request.

use std::collections::{BTreeMap, BTreeSet};

use super::looks::name;
use super::protection::{Protection, join, plain_word, word};
use crate::graph::{Asked, Dependency, Kind, Need, Operation};
use crate::request::Own;

/// What each function below the operations takes, by its name.
pub(crate) struct Functions {
    /// Two items of one name, in two blocks for example, may take different things.
    takes: BTreeMap<String, BTreeSet<String>>,
    own: Own,
}

impl Functions {
    pub(super) fn new(own: Own) -> Self {
        Self { takes: BTreeMap::new(), own }
    }

    /// Adds the functions below a list.
    pub(super) fn add(&mut self, needs: &[Need]) {
        for need in needs {
            let Need::Dependency(asked) = need else { continue };
            if is_function(asked.dependency) {
                let (name, takes) = (name_of(asked, self.own), describe(asked.dependency, self.own));
                self.takes.entry(name).or_default().insert(takes);
            }
            self.add(asked.dependency.needs);
        }
    }

    /// Returns each name, with what the function takes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, String)> {
        self.takes.iter().map(|(name, takes)| (name.as_str(), join(takes.iter().cloned(), "; ")))
    }
}

/// Returns the values of dependencies that a handler takes, in the order of its arguments. `None` is returned if there are
/// none, or if it is the value of the only function that the protection names.
pub(super) fn takes(operation: &Operation, protection: &Protection, own: Own) -> Option<String> {
    let values = operation.needs[operation.guards..].iter().filter(|need| match need {
        Need::Dependency(asked) => is_function(inner(asked).dependency) || is_scheme(inner(asked).dependency),
        Need::Parameter(_) | Need::Body(_) | Need::Scopes => false,
    });
    let values: Vec<&Need> = values.collect();
    match values[..] {
        [] => None,
        [Need::Dependency(asked)] if protection.names_only(&name_of(inner(asked), own)) => None,
        // The protection lists the scopes.
        _ => Some(join(values.into_iter().map(|need| value(need, false, own)), ", ")),
    }
}

/// Whether the item has a line of its own. A body that this crate reads has none: it is only input.
fn is_function(dependency: &Dependency) -> bool {
    match dependency.kind {
        Kind::Function | Kind::AnyOf => true,
        Kind::Body(_) => dependency.is_by_hand,
        Kind::Scheme(_) | Kind::Optional => false,
    }
}

fn is_scheme(dependency: &Dependency) -> bool {
    matches!(dependency.kind, Kind::Scheme(_))
}

/// Returns the dependency that is optional.
fn inner(asked: &'static Asked) -> &'static Asked {
    match asked.dependency.needs {
        [Need::Dependency(below)] if matches!(asked.dependency.kind, Kind::Optional) => inner(below),
        _ => asked,
    }
}

fn describe(dependency: &'static Dependency, own: Own) -> String {
    let reads = dependency.reads.then(|| "request".to_owned());
    let values: Vec<String> =
        dependency.needs.iter().map(|need| value(need, true, own)).chain(reads).collect();
    match dependency.kind {
        _ if values.is_empty() => "nothing".to_owned(),
        Kind::AnyOf => join(values.into_iter(), " or "),
        _ => join(values.into_iter(), ", "),
    }
}

/// Names a value, and the field or variant that gets it.
fn value(need: &'static Need, with_scopes: bool, own: Own) -> String {
    let asked = match need {
        Need::Dependency(asked) => asked,
        Need::Parameter(parameter) => {
            return format!("{} {}", parameter.place.as_str(), plain_word(parameter.name));
        }
        Need::Body(_) => return "body".to_owned(),
        Need::Scopes => return "scopes".to_owned(),
    };
    let mut text = String::new();
    if !asked.name.is_empty() {
        text += &format!("{} = ", plain_word(asked.name));
    }
    if !asked.is_cached() {
        text += "anew ";
    }
    match (asked.dependency.kind, asked.dependency.needs) {
        (Kind::Optional, [inner]) => text += &format!("optional {}", value(inner, with_scopes, own)),
        _ => text += &word(&name_of(asked, own)),
    }
    if with_scopes && !asked.scopes().is_empty() {
        let mut scopes: Vec<String> = asked.scopes().iter().map(|scope| word(scope)).collect();
        scopes.sort();
        text += &format!(" [{}]", scopes.join(" "));
    }
    text
}

fn name_of(asked: &Asked, own: Own) -> String {
    match asked.dependency.kind {
        Kind::Scheme(scheme) => scheme.name.to_owned(),
        _ => name(&asked.dependency.id, asked.ty, own),
    }
}
