//! The part of resolving an operation's dependencies that is computed before any request.

use std::any::TypeId;

use super::Probe;
use super::overrides::{Override, Overrides};
use crate::graph::{Dependency, Kind, Need, Scheme, Visit, walk};
use crate::policy::selection::is_mandatory;

/// How the dependencies of an operation are resolved.
#[derive(Default)]
pub(super) struct Plan {
    /// The dependencies of several functions: each runs once, and its value is shared.
    pub(super) shared: Vec<Shared>,
    /// Whether a dependency reads the scopes required on the path to it.
    pub(super) reads_scopes: bool,
    /// The auth schemes that a scheme reads in `Authorization`.
    pub(super) words: Vec<&'static str>,
    /// The data that selects a branch.
    pub(super) choices: Choices,
}

/// The schemes of an operation with an optional dependency or alternatives, where the schemes that are presented select the
/// branch. Each is identified by its name.
#[derive(Default)]
pub(super) struct Choices {
    /// The schemes without which no client gets in.
    pub(super) mandatory: Vec<&'static str>,
    /// The schemes below a dependency that a test overrides: a client that gets its value counts as having presented them.
    pub(super) given: Vec<&'static str>,
    /// The other schemes, each with its probe.
    pub(super) probes: Vec<(&'static str, &'static Probe)>,
    /// Pairs of schemes that read one place: credentials for the first are presented for the second, too.
    pub(super) alike: Vec<(&'static str, &'static str)>,
}

/// A dependency that is shared.
pub(super) struct Shared {
    pub(super) id: TypeId,
    /// The scopes required of the dependency, if its value depends on them.
    pub(super) scopes: Option<Vec<&'static str>>,
    /// The value that a test has set.
    pub(super) given: Option<Override>,
}

impl Plan {
    pub(super) fn new(levels: &[&'static [Need]], overrides: &Overrides) -> Self {
        let mut sharing = Sharing::default();
        for needs in levels {
            sharing.visit(needs, &[]);
        }
        let given = overrides.among(levels);
        let mut plan = Self {
            shared: sharing.shared,
            reads_scopes: reads_scopes(levels),
            words: words(levels),
            choices: if has_choice(levels) { Choices::new(levels, &given) } else { Choices::default() },
        };
        for (given, _) in given {
            // An override comes first, so that it is found before a shared value.
            plan.shared.insert(0, Shared { id: given.id, scopes: None, given: Some(given) });
        }
        plan
    }
}

impl Choices {
    fn new(levels: &[&'static [Need]], given: &[(Override, &'static [Need])]) -> Self {
        let mut choices = Self::default();
        for (_, need) in given {
            schemes(&[need], &mut |scheme, _| choices.given.push(scheme.name));
        }
        let mut all: Vec<&'static Scheme> = Vec::new();
        schemes(levels, &mut |scheme, probe| {
            for known in &all {
                for (a, b) in [(scheme, *known), (*known, scheme)] {
                    if a.reads_the_place_of(b) {
                        choices.alike.push((a.name, b.name));
                    }
                }
            }
            all.push(scheme);
            if is_mandatory(levels, scheme.name) {
                choices.mandatory.push(scheme.name);
            } else if let Some(probe) = probe {
                choices.probes.push((scheme.name, probe));
            }
        });
        choices
    }
}

impl Shared {
    /// Whether this is the dependency of this type, required with these scopes.
    pub(super) fn is(&self, id: TypeId, asked: impl FnOnce() -> Vec<&'static str>) -> bool {
        self.id == id && self.scopes.as_ref().is_none_or(|scopes| is_same_set(scopes, &asked()))
    }
}

fn is_same_set(a: &[&str], b: &[&str]) -> bool {
    a.len() == b.len() && a.iter().all(|scope| b.contains(scope))
}

fn reads_scopes(levels: &[&'static [Need]]) -> bool {
    let mut reads = false;
    walk(levels, &mut |visit| {
        if let Visit::Dependency(dependency, _) = visit {
            reads |= dependency.needs.iter().any(|need| matches!(need, Need::Scopes));
        }
    });
    reads
}

fn words(levels: &[&'static [Need]]) -> Vec<&'static str> {
    let mut words = Vec::new();
    schemes(levels, &mut |scheme, _| words.extend(scheme.authorization()));
    words
}

fn has_choice(levels: &[&'static [Need]]) -> bool {
    let mut choice = false;
    walk(levels, &mut |visit| {
        choice |=
            matches!(visit, Visit::Dependency(Dependency { kind: Kind::Optional | Kind::AnyOf, .. }, _));
    });
    choice
}

/// Visits the schemes below these needs, each name once.
fn schemes(levels: &[&'static [Need]], each: &mut dyn FnMut(&'static Scheme, Option<&'static Probe>)) {
    let mut known: Vec<&str> = Vec::new();
    walk(levels, &mut |visit| {
        if let Visit::Dependency(Dependency { kind: Kind::Scheme(scheme), probe, .. }, _) = visit
            && !known.contains(&scheme.name)
        {
            known.push(scheme.name);
            each(scheme, Probe::find(*probe));
        }
    });
}

/// Finds dependencies that are reached twice. Those below a shared dependency are reached through it only once.
#[derive(Default)]
struct Sharing {
    seen: Vec<Shared>,
    shared: Vec<Shared>,
}

impl Sharing {
    fn visit(&mut self, needs: &'static [Need], asked: &[&'static str]) {
        for need in needs {
            let Need::Dependency(need) = need else { continue };
            let mut path = asked.to_vec();
            path.extend(need.scopes.iter().filter(|scope| !asked.contains(scope)));
            if matches!(need.dependency.kind, Kind::Optional) {
                self.visit(need.dependency.needs, &path);
                continue;
            }
            if !need.cached {
                self.see((need.ty.id)(), need.dependency, &path);
            }
            if !need.cached || self.is_first((need.ty.id)(), need.dependency, &path) {
                self.visit(need.dependency.needs, &path);
            }
        }
    }

    /// Whether a dependency is reached for the first time. The second time makes it shared.
    fn is_first(&mut self, id: TypeId, dependency: &Dependency, path: &[&'static str]) -> bool {
        let is = |shared: &Shared| shared.is(id, || path.to_vec());
        if self.shared.iter().any(is) {
            return false;
        }
        let scopes = dependency.reads_scopes().then(|| path.to_vec());
        if self.seen.iter().any(is) {
            self.shared.push(Shared { id, scopes, given: None });
            return false;
        }
        self.seen.push(Shared { id, scopes, given: None });
        true
    }

    /// Records a dependency that is resolved again in any case. The next function that depends on it may share its value.
    fn see(&mut self, id: TypeId, dependency: &Dependency, path: &[&'static str]) {
        let scopes = dependency.reads_scopes().then(|| path.to_vec());
        if !self.seen.iter().any(|shared| shared.is(id, || path.to_vec())) {
            self.seen.push(Shared { id, scopes, given: None });
        }
    }
}
