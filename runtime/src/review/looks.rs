//! Who looks at what is presented: the functions that can refuse it, and those that look for scopes.

use super::facts::short;
use super::protection::{Asked, Lock};
use crate::graph::{Dependency, Kind, Need, Operation, Requirement, Step};

/// What is asked of a scheme on a way, and who looks.
pub(super) fn lock(required: &Requirement, steps: &[Step], operation: &Operation) -> Lock {
    let mut found = Found { required, operation, checks: Vec::new(), asked: Vec::new() };
    if required.scheme.verifies {
        found.checks.push("itself".to_owned());
    }
    found.search(steps, &mut Vec::new());
    found.asked.sort_by(|a, b| a.scope.cmp(&b.scope));
    Lock { scheme: required.scheme.name.to_owned(), scopes: found.asked, checks: found.checks }
}

/// The functions on a way that can refuse and have no credentials below them.
pub(super) fn after(steps: &[Step], operation: &Operation) -> Vec<String> {
    let mut found = Vec::new();
    for step in steps {
        if step.dependency.refuses && !reaches_scheme(step) {
            push(&mut found, name(step.dependency, operation));
        }
        after(&step.below, operation).into_iter().for_each(|below| push(&mut found, below));
    }
    found
}

struct Found<'a> {
    required: &'a Requirement,
    operation: &'a Operation,
    checks: Vec<String>,
    asked: Vec<Asked>,
}

impl Found<'_> {
    /// Looks for the scheme at the ends of all ways.
    fn search<'s>(&mut self, steps: &'s [Step], above: &mut Vec<&'s Step>) {
        for step in steps {
            above.push(step);
            match step.dependency.kind {
                Kind::Scheme(scheme) if scheme.name == self.required.scheme.name => self.end(above),
                _ => self.search(&step.below, above),
            }
            above.pop();
        }
    }

    /// A scheme at the end of `path`: the function nearest to it looks first.
    fn end(&mut self, path: &[&Step]) {
        for step in path.iter().rev().filter(|step| step.dependency.refuses) {
            push(&mut self.checks, name(step.dependency, self.operation));
        }
        for (at, step) in path.iter().enumerate() {
            for scope in step.scopes {
                let lookers = self.lookers(&path[at..]);
                match self.asked.iter_mut().find(|asked| asked.scope == *scope) {
                    Some(asked) => lookers.into_iter().for_each(|looker| push(&mut asked.lookers, looker)),
                    None => self.asked.push(Asked { scope: (*scope).to_owned(), lookers }),
                }
            }
        }
    }

    /// Those who take the scopes that are asked for at the start of `path`, on it or beside it, and can refuse.
    fn lookers(&self, path: &[&Step]) -> Vec<String> {
        let mut lookers = Vec::new();
        for (at, step) in path.iter().enumerate() {
            let above = at > 0 && path[at - 1].dependency.refuses;
            if takes_scopes(step.dependency) && (step.dependency.refuses || above) {
                push(&mut lookers, name(step.dependency, self.operation));
            }
            for beside in step.below.iter().filter(|beside| !reaches_scheme(beside)) {
                self.lookers_below(beside, step.dependency.refuses, &mut lookers);
            }
        }
        lookers
    }

    fn lookers_below(&self, step: &Step, above: bool, lookers: &mut Vec<String>) {
        if takes_scopes(step.dependency) && (step.dependency.refuses || above) {
            push(lookers, name(step.dependency, self.operation));
        }
        step.below.iter().for_each(|below| self.lookers_below(below, step.dependency.refuses, lookers));
    }
}

fn takes_scopes(dependency: &Dependency) -> bool {
    dependency.needs.iter().any(|need| matches!(need, Need::Scopes))
}

fn reaches_scheme(step: &Step) -> bool {
    matches!(step.dependency.kind, Kind::Scheme(_)) || step.below.iter().any(reaches_scheme)
}

/// A function by its path: another one of its name is another one.
fn name(dependency: &Dependency, operation: &Operation) -> String {
    short(&format!("{}::{}", dependency.id.module, dependency.id.name), operation)
}

fn push(names: &mut Vec<String>, name: String) {
    if !names.contains(&name) {
        names.push(name);
    }
}
