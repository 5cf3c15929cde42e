//! Holds an item that is described by hand to its description: it may take the body only if the description includes it, and
//! must resolve the dependencies that the description lists.

use std::any::TypeId;
use std::sync::{Mutex, PoisonError};

use crate::graph::{Asked, Dependency, Kind, Need, Operation};
use crate::response::Refusal;

/// A running operation or dependency that is described by hand.
pub(crate) struct ByHand {
    name: &'static str,
    needs: &'static [Need],
    takes_body: bool,
    may_refuse: bool,
    /// The dependencies that were resolved, each with whether it accepted the request.
    resolved: Mutex<Vec<(TypeId, bool)>>,
}

impl ByHand {
    pub(super) fn operation(operation: &Operation) -> Self {
        Self::new(operation.id.name, operation.needs, false, true)
    }

    pub(super) fn dependency(dependency: &Dependency) -> Self {
        let is_body = matches!(dependency.kind, Kind::Body(_));
        Self::new(dependency.id.name, dependency.needs, is_body, is_body || dependency.refuses)
    }

    fn new(name: &'static str, needs: &'static [Need], is_body: bool, may_refuse: bool) -> Self {
        let takes_body = is_body || needs.iter().any(|need| matches!(need, Need::Body(_)));
        Self { name, needs, takes_body, may_refuse, resolved: Mutex::default() }
    }

    /// Records that a dependency has returned its value, or has refused.
    pub(super) fn note(&self, dependency: TypeId, has_passed: bool) {
        self.resolved.lock().unwrap_or_else(PoisonError::into_inner).push((dependency, has_passed));
    }

    /// Whether a dependency that it resolved has refused the request.
    pub(super) fn is_refused(&self) -> bool {
        let resolved = self.resolved.lock().unwrap_or_else(PoisonError::into_inner);
        resolved.iter().any(|(_, has_passed)| !has_passed)
    }

    /// How the description asks for a dependency. Panics if it does not list it; the response is a 500.
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

    /// Panics if the description says that it cannot refuse: the compiler and the lockfile rely on it. The response is a 500.
    pub(super) fn assert_may_refuse(&self, refusal: &Refusal) {
        assert!(
            self.may_refuse || refusal.is_collected(),
            "`{}` refuses, and its description says that it cannot: add `.refuses()` to it",
            self.name
        );
    }

    /// Panics if the description does not include the body. The response is a 500.
    pub(super) fn assert_takes_body(&self) {
        assert!(
            self.takes_body,
            "`{}` takes the body, and its description does not say so: add a `Need::Body` to its needs",
            self.name
        );
    }

    /// Panics if a dependency that the description lists was not resolved: the compiler, the document and the lockfile rely on
    /// it. The response is a 500.
    pub(super) fn assert_resolved(&self) {
        let resolved = self.resolved.lock().unwrap_or_else(PoisonError::into_inner);
        for need in self.needs {
            if let Need::Dependency(asked) = need {
                assert!(
                    resolved.contains(&((asked.ty.id)(), true)),
                    "`{}` says that it needs `{}`, and has not resolved it: call `cx.resolve::<{}>().await?`",
                    self.name,
                    asked.dependency.id.name,
                    asked.dependency.id.name
                );
            }
        }
    }
}
