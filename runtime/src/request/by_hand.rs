//! What is described by hand does what it says: it takes the body only if it says so, and resolves what it says it depends on.

use std::any::TypeId;
use std::sync::{Mutex, PoisonError};

use crate::graph::{Dependency, Kind, Need, Operation};

/// An operation or a dependency at work that is described by hand.
pub(crate) struct ByHand {
    name: &'static str,
    needs: &'static [Need],
    takes_body: bool,
    /// What has been resolved, and whether it has let the request past.
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

    /// Notes that a dependency has yielded its value, or has refused.
    pub(super) fn note(&self, dependency: TypeId, has_passed: bool) {
        self.resolved.lock().unwrap_or_else(PoisonError::into_inner).push((dependency, has_passed));
    }

    /// Whether something that it has resolved has refused the request.
    pub(super) fn is_refused(&self) -> bool {
        let resolved = self.resolved.lock().unwrap_or_else(PoisonError::into_inner);
        resolved.iter().any(|(_, has_passed)| !has_passed)
    }

    /// Panics, so that the answer is a 500, where the description does not say that this is needed.
    pub(super) fn assert_needs(&self, dependency: TypeId, name: &str) {
        let is_needed =
            |need: &Need| matches!(need, Need::Dependency(asked) if (asked.ty.id)() == dependency);
        assert!(
            self.needs.iter().any(is_needed),
            "`{}` resolves `{name}`, and its description does not say so: add `<{name} as Dependency>::NEED` to its needs",
            self.name
        );
    }

    /// Panics, so that the answer is a 500, where the body is not described.
    pub(super) fn assert_takes_body(&self) {
        assert!(
            self.takes_body,
            "`{}` takes the body, and its description does not say so: add a `Need::Body` to its needs",
            self.name
        );
    }

    /// Panics, so that the answer is a 500, where something was not resolved that the description says is needed: the compiler,
    /// the document and the lockfile have counted on it.
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
