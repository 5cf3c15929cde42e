//! Values that a test sets in place of those that dependencies would return.

use std::any::{Any, TypeId};
use std::sync::Arc;

use super::Dependency;
use crate::graph::Need;
use crate::response::HttpError;

/// The dependencies that an app does not resolve.
#[derive(Clone, Default)]
pub(crate) struct Overrides(Vec<Override>);

/// A dependency with the function that returns its value.
#[derive(Clone)]
pub(crate) struct Override {
    pub(crate) id: TypeId,
    /// A [`Give`] of the dependency's output.
    give: Arc<dyn Any + Send + Sync>,
}

type Give<T> = Box<dyn Fn() -> Result<T, HttpError> + Send + Sync>;

impl Overrides {
    /// Adds an override, and replaces one of the same dependency.
    pub(crate) fn add<D: Dependency>(
        &mut self,
        give: impl Fn() -> Result<D::Output, HttpError> + Send + Sync + 'static,
    ) {
        let id = TypeId::of::<D>();
        let give: Give<D::Output> = Box::new(give);
        self.0.retain(|one| one.id != id);
        self.0.push(Override { id, give: Arc::new(give) });
    }

    /// Returns the overrides of dependencies that these lists reach.
    pub(crate) fn among(&self, levels: &[&'static [Need]]) -> Vec<(Override, &'static [Need])> {
        let found = |one: &Override| levels.iter().find_map(|needs| find(needs, one.id));
        self.0.iter().filter_map(|one| Some((one.clone(), std::slice::from_ref(found(one)?)))).collect()
    }
}

impl Override {
    /// Returns the value to use in place of the dependency's.
    pub(crate) fn give<D: Dependency>(&self) -> Option<Result<D::Output, HttpError>> {
        self.give.downcast_ref::<Give<D::Output>>().map(|give| give())
    }
}

/// Finds the need for the dependency of this type, at any depth.
pub(crate) fn find(needs: &'static [Need], id: TypeId) -> Option<&'static Need> {
    needs.iter().find_map(|need| match need {
        Need::Dependency(asked) if (asked.ty.id)() == id => Some(need),
        Need::Dependency(asked) => find(asked.dependency.needs, id),
        Need::Parameter(_) | Need::Body(_) | Need::Scopes => None,
    })
}
