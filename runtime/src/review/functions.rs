//! The inputs of functions: the values of other functions, and parts of the request.

use std::collections::{BTreeMap, BTreeSet};

use super::looks::name;
use super::protection::{Protection, join, plain_word, word};
use crate::graph::{Asked, Dependency, Kind, Need};
use crate::request::Own;

/// The inputs of each function below the operations, by its name.
pub(crate) struct Functions {
    /// Two items may have the same name and different inputs, for example in two versions of a crate.
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
                let name = name(asked.dependency, asked.ty, self.own);
                self.takes.entry(name).or_default().insert(describe(asked.dependency, self.own));
            }
            self.add(asked.dependency.needs);
        }
    }

    /// Returns each name, with what the function takes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, String)> {
        self.takes.iter().map(|(name, takes)| (name.as_str(), join(takes.iter().cloned(), "; ")))
    }
}

/// The dependencies that an operation resolves itself, in order.
pub(super) struct Resolved {
    /// The dependencies that only guard the handler.
    pub(super) guards: Vec<String>,
    /// The dependencies whose values the handler takes.
    pub(super) takes: Vec<String>,
}

impl Resolved {
    /// Returns nothing if there is only one dependency, and the protection says all of it.
    pub(super) fn of(levels: &[&'static [Need]], guards: usize, protection: &Protection, own: Own) -> Self {
        let listed = |need: &&'static Need| match need {
            Need::Dependency(asked) => is_listed(inner(asked).dependency),
            Need::Parameter(_) | Need::Body(_) | Need::Scopes => false,
        };
        let (arguments, lists) = levels.split_last().map_or((&[][..], levels), |(own, lists)| (*own, lists));
        let (own_guards, arguments) = arguments.split_at(guards.min(arguments.len()));
        let guards: Vec<&'static Need> =
            lists.iter().copied().flatten().chain(own_guards).filter(listed).collect();
        let arguments: Vec<&'static Need> = arguments.iter().filter(listed).collect();
        if let ([Need::Dependency(only)], []) | ([], [Need::Dependency(only)]) = (&guards[..], &arguments[..])
            && only.is_cached()
            && is_all(inner(only), protection, own)
        {
            return Self { guards: Vec::new(), takes: Vec::new() };
        }
        let names = |needs: Vec<&'static Need>| needs.into_iter().map(|need| value(need, own)).collect();
        Self { guards: names(guards), takes: names(arguments) }
    }
}

/// Whether a protection names no function but this one, or no scheme but this one and no function.
fn is_all(asked: &Asked, protection: &Protection, own: Own) -> bool {
    match asked.dependency.kind {
        Kind::Scheme(scheme) => protection.names_only_scheme(scheme.name),
        _ => protection.names_only_function(&name(asked.dependency, asked.ty, own)),
    }
}

/// Whether the item has its own line. A body that this crate reads has none, because it is only an input.
fn is_function(dependency: &Dependency) -> bool {
    match dependency.kind {
        Kind::Function | Kind::AnyOf => true,
        Kind::Body(_) => dependency.is_by_hand,
        Kind::Scheme(_) | Kind::Optional => false,
    }
}

fn is_listed(dependency: &Dependency) -> bool {
    is_function(dependency) || matches!(dependency.kind, Kind::Scheme(_))
}

/// Returns the dependency that is optional.
fn inner(asked: &'static Asked) -> &'static Asked {
    match asked.dependency.needs {
        [Need::Dependency(below)] if matches!(asked.dependency.kind, Kind::Optional) => inner(below),
        _ => asked,
    }
}

/// Lists what a function takes, in the order of its arguments.
pub(super) fn describe(dependency: &'static Dependency, own: Own) -> String {
    let body = matches!(dependency.kind, Kind::Body(_)).then(|| "body".to_owned());
    let request = dependency.reads.then(|| "request".to_owned());
    let values = dependency.needs.iter().map(|need| value(need, own));
    let values: Vec<String> = values.chain(body).chain(request).collect();
    match dependency.kind {
        _ if values.is_empty() => "nothing".to_owned(),
        Kind::AnyOf => join(values.into_iter(), " or "),
        _ => join(values.into_iter(), ", "),
    }
}

/// Names a value, and the field or variant that gets it.
fn value(need: &'static Need, own: Own) -> String {
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
    text += &match (asked.dependency.kind, asked.dependency.needs) {
        (Kind::Optional, [inner]) => format!("optional {}", value(inner, own)),
        (Kind::Scheme(scheme), _) => format!("scheme {}", plain_word(scheme.name)),
        _ => word(&name(asked.dependency, asked.ty, own)),
    };
    if !asked.scopes().is_empty() {
        let mut scopes: Vec<String> = asked.scopes().iter().map(|scope| word(scope)).collect();
        scopes.sort();
        text += &format!(" [{}]", scopes.join(" "));
    }
    text
}
