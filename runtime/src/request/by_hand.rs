//! Holds an item that is described by hand to its description: it may take the body only if the description includes it, and
//! must resolve the dependencies that the description lists.

use std::any::TypeId;
use std::sync::{Mutex, PoisonError};

use crate::graph::{Dependency, Kind, Need, Operation};

/// A running operation or dependency that is described by hand.
pub(crate) struct ByHand {
    name: &'static str,
    needs: &'static [Need],
    takes_body: bool,
    /// The dependencies that were resolved, each with whether it accepted the request.
    resolved: Mutex<Vec<(TypeId, bool)>>,
}

impl ByHand {
    pub(super) fn operation(operation: &Operation) -> Self {
        Self::new(operation.id.name, operation.needs, false)
    }

    pub(super) fn dependency(dependency: &Dependency) -> Self {
        Self::new(dependency.id.name, dependency.needs, matches!(dependency.kind, Kind::Body(_)))
    }

    fn new(name: &'static str, needs: &'static [Need], is_body: bool) -> Self {
        let takes_body = is_body || needs.iter().any(|need| matches!(need, Need::Body(_)));
        Self { name, needs, takes_body, resolved: Mutex::default() }
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

    /// Panics if the description does not list this dependency. The response is a 500.
    pub(super) fn assert_needs(&self, dependency: TypeId, name: &str) {
        let is_needed =
            |need: &Need| matches!(need, Need::Dependency(asked) if (asked.ty.id)() == dependency);
        assert!(
            self.needs.iter().any(is_needed),
            "`{}` resolves `{name}`, and its description does not say so: add `<{name} as Dependency>::NEED` to its needs",
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
