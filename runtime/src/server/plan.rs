//! What of an operation is known before any request.

use std::any::TypeId;

use super::overrides::{Override, Overrides};
use crate::graph::{Dependency, Id, Kind, Need, Visit, clauses, walk};

/// How the dependencies of an operation are resolved.
#[derive(Default)]
pub(super) struct Plan {
    /// Those that more than one function asks for: each runs once, and its value is kept for the others.
    pub(super) shared: Vec<Shared>,
    /// Whether one of them reads the scopes that are asked for on the way to it.
    pub(super) reads_scopes: bool,
    /// The words of `Authorization` that one of the schemes reads.
    pub(super) words: Vec<&'static str>,
    /// The schemes, where a dependency may lack or has alternatives, so that it matters which ones are presented.
    pub(super) schemes: Vec<TypeId>,
    /// Those of them without which nobody gets in.
    pub(super) mandatory: Presented,
}

/// A dependency that is shared.
pub(super) struct Shared {
    pub(super) id: TypeId,
    /// The scopes that it is asked for with, if its value depends on them.
    pub(super) scopes: Option<Vec<&'static str>>,
    /// What a test gives in its place.
    pub(super) given: Option<Override>,
}

/// Schemes for which credentials are presented, by their places in a plan.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Presented(u64);

impl Plan {
    pub(super) fn new(levels: &[&'static [Need]], overrides: &Overrides) -> Self {
        let mut sharing = Sharing::default();
        for needs in levels {
            sharing.visit(needs, &[]);
        }
        let mut plan = Self {
            shared: sharing.shared,
            reads_scopes: reads_scopes(levels),
            words: words(levels),
            ..Self::default()
        };
        if has_choice(levels) {
            let mut ids = Vec::new();
            levels.iter().for_each(|needs| collect(needs, &mut ids, &mut plan.schemes));
            plan.mandatory = mandatory(levels, &ids);
        }
        plan.give(overrides.among(levels));
        plan
    }

    /// Puts what a test gives before what is shared, where it is found first.
    fn give(&mut self, overrides: Vec<(Override, &'static [Need])>) {
        for (mut given, need) in overrides {
            let (mut ids, mut types) = (Vec::new(), Vec::new());
            collect(need, &mut ids, &mut types);
            given.presented =
                types.iter().fold(Presented::NOTHING, |presented, id| presented.and(self.scheme(*id)));
            self.shared.insert(0, Shared { id: given.id, scopes: None, given: Some(given) });
        }
    }

    /// The scheme of this type.
    pub(super) fn scheme(&self, id: TypeId) -> Presented {
        let at = self.schemes.iter().position(|scheme| *scheme == id);
        at.map_or(Presented::NOTHING, Presented::one)
    }
}

impl Shared {
    /// Whether it is the dependency of this type, asked for with these scopes.
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
    walk(levels, &mut |visit| {
        if let Visit::Dependency(Dependency { kind: Kind::Scheme(scheme), .. }, _) = visit {
            words.extend(scheme.authorization());
        }
    });
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

/// The schemes below `needs`, each once.
fn collect(needs: &'static [Need], ids: &mut Vec<Id>, types: &mut Vec<TypeId>) {
    for need in needs {
        let Need::Dependency(asked) = need else { continue };
        let id = (asked.type_id)();
        if let Kind::Scheme(_) = asked.dependency.kind
            && !types.contains(&id)
        {
            ids.push(asked.dependency.id);
            types.push(id);
        }
        collect(asked.dependency.needs, ids, types);
    }
}

/// The schemes that every clause requires.
fn mandatory(levels: &[&'static [Need]], ids: &[Id]) -> Presented {
    let clauses = clauses(levels);
    let mut mandatory = Presented::NOTHING;
    for (at, id) in ids.iter().enumerate() {
        let holds = |clause: &crate::graph::Clause| clause.0.iter().any(|required| required.id.is(id));
        if clauses.iter().all(holds) {
            mandatory = mandatory.and(Presented::one(at));
        }
    }
    mandatory
}

/// Looks for dependencies that are reached twice. What stands below a shared dependency is reached through it only once.
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
                self.see((need.type_id)(), need.dependency, &path);
            }
            if !need.cached || self.is_first((need.type_id)(), need.dependency, &path) {
                self.visit(need.dependency.needs, &path);
            }
        }
    }

    /// Whether a dependency is reached for the first time; at the second, it is shared.
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

    /// Enters one that is resolved anew in any case: whoever asks next may have its value.
    fn see(&mut self, id: TypeId, dependency: &Dependency, path: &[&'static str]) {
        let scopes = dependency.reads_scopes().then(|| path.to_vec());
        if !self.seen.iter().any(|shared| shared.is(id, || path.to_vec())) {
            self.seen.push(Shared { id, scopes, given: None });
        }
    }
}

impl Presented {
    /// No scheme.
    pub(crate) const NOTHING: Self = Self(0);

    /// The scheme at this place; the 64th stands for all after it.
    const fn one(at: usize) -> Self {
        Self(1 << if at < 63 { at } else { 63 })
    }

    /// Both.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Without those.
    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is none.
    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl Default for Presented {
    fn default() -> Self {
        Self::NOTHING
    }
}
