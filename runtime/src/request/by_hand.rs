//! Holds an item that is described by hand to its description. The item may take the body only if the description
//! includes it, and must resolve the dependencies that the description lists.

use std::any::TypeId;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::graph::{Asked, Dependency, Kind, Need, Operation, Place};
use crate::response::{Collected, Refusal};

/// A running operation or dependency that is described by hand.
pub(crate) struct ByHand {
    name: &'static str,
    needs: &'static [Need],
    may_read: bool,
    takes_body: bool,
    may_refuse: bool,
    resolved: Mutex<Resolved>,
}

/// The results of the item's dependencies.
#[derive(Default)]
struct Resolved {
    /// The dependencies that returned a value.
    passed: Vec<TypeId>,
    /// The first refusal by a dependency.
    refusal: Option<Refusal>,
}

impl ByHand {
    pub(super) fn operation(operation: &Operation) -> Self {
        let needs = operation.needs;
        Self {
            name: operation.id.name,
            needs,
            may_read: true,
            takes_body: takes_body(needs),
            may_refuse: true,
            resolved: Mutex::default(),
        }
    }

    pub(super) fn dependency(dependency: &Dependency) -> Self {
        let needs = dependency.needs;
        let is_body = matches!(dependency.kind, Kind::Body(_));
        Self {
            name: dependency.id.name,
            needs,
            may_read: dependency.reads,
            takes_body: is_body || takes_body(needs),
            may_refuse: dependency.refuses,
            resolved: Mutex::default(),
        }
    }

    fn resolved(&self) -> MutexGuard<'_, Resolved> {
        self.resolved.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records the result of a dependency. The first refusal becomes the refusal of the whole item. The item itself
    /// receives a placeholder, so it cannot replace the refusal.
    pub(super) fn note<T>(&self, dependency: TypeId, resolved: Result<T, Refusal>) -> Result<T, Refusal> {
        match resolved {
            Ok(value) => {
                self.resolved().passed.push(dependency);
                Ok(value)
            }
            Err(refusal) => {
                self.resolved().refusal.get_or_insert(refusal);
                Err(Collected::new().into())
            }
        }
    }

    /// Whether a dependency of the item has refused the request. Further dependencies are not run then.
    pub(super) fn is_refused(&self) -> bool {
        self.resolved().refusal.is_some()
    }

    /// Returns the result of the item: the first refusal of a dependency, or else the value that the item returned.
    ///
    /// # Panics
    ///
    /// Panics if the item returned before its dependencies had accepted the request, or refused although its
    /// description rules that out. The response is a 500.
    pub(super) fn outcome<T>(&self, returned: Result<T, Refusal>) -> Result<T, Refusal> {
        if let Some(refusal) = self.resolved().refusal.take() {
            return Err(refusal);
        }
        self.assert_resolved();
        if let Err(refusal) = &returned {
            assert!(
                self.may_refuse || refusal.is_collected(),
                "`{}` refuses, and its description says that it cannot: add `.refuses()` to it",
                self.name
            );
        }
        returned
    }

    /// Returns the needs of the description for a dependency. Panics if there are none. The response is a 500.
    pub(super) fn asked(
        &self,
        dependency: TypeId,
        name: &str,
    ) -> impl Iterator<Item = &'static Asked> + Clone + use<> {
        let asked = self.needs.iter().filter_map(move |need| match need {
            Need::Dependency(asked) if (asked.ty.id)() == dependency => Some(asked),
            _ => None,
        });
        assert!(
            asked.clone().next().is_some(),
            "`{}` resolves `{name}`, and its description does not say so: add `<{name} as Dependency>::NEED` to its needs",
            self.name
        );
        asked
    }

    /// Panics if the description says that the item reads nothing, because it may then come before credentials. The
    /// response is a 500.
    pub(super) fn assert_may_read(&self) {
        assert!(
            self.may_read,
            "`{}` reads the request, and its description says that it does not: remove `.reads_nothing()`",
            self.name
        );
    }

    /// Panics if the description says that the item reads nothing, and does not list the parameter. The response is a
    /// 500.
    pub(super) fn assert_may_read_part(&self, place: Place, name: &str) {
        let is_listed = |need: &Need| match need {
            Need::Parameter(parameter) => parameter.place == place && parameter.name == name,
            Need::Dependency(_) | Need::Body(_) | Need::Scopes => false,
        };
        if !self.needs.iter().any(is_listed) {
            self.assert_may_read();
        }
    }

    /// Panics if the description does not include the body, or if the item's dependencies have not accepted the request
    /// yet. The response is a 500.
    pub(super) fn assert_takes_body(&self) {
        assert!(
            self.takes_body,
            "`{}` takes the body, and its description does not say so: add a `Need::Body` to its needs",
            self.name
        );
        self.assert_resolved();
    }

    /// Panics if a dependency in the description was not resolved, because the compiler, the document and the lockfile
    /// rely on it. The response is a 500.
    fn assert_resolved(&self) {
        let resolved = self.resolved();
        for need in self.needs {
            if let Need::Dependency(asked) = need {
                assert!(
                    resolved.passed.contains(&(asked.ty.id)()),
                    "`{}` says that it needs `{}`, and has not resolved it: call `cx.resolve::<{}>().await?` first",
                    self.name,
                    asked.dependency.id.name,
                    asked.dependency.id.name
                );
            }
        }
    }
}

fn takes_body(needs: &[Need]) -> bool {
    needs.iter().any(|need| matches!(need, Need::Body(_)))
}
