//! Values that a test gives in place of what dependencies would hand on.

use std::any::{Any, TypeId};
use std::sync::Arc;

use super::Dependency;
use crate::graph::Need;
use crate::response::HttpError;

/// The dependencies that one app does not resolve.
#[derive(Clone, Default)]
pub(crate) struct Overrides(Vec<Override>);

/// One of them.
#[derive(Clone)]
pub(crate) struct Override {
    pub(crate) id: TypeId,
    /// A [`Give`] of its output.
    give: Arc<dyn Any + Send + Sync>,
}

type Give<T> = Box<dyn Fn() -> Result<T, HttpError> + Send + Sync>;

impl Overrides {
    /// With one more, in place of one of the same dependency.
    pub(crate) fn add<D: Dependency>(
        &mut self,
        give: impl Fn() -> Result<D::Output, HttpError> + Send + Sync + 'static,
    ) {
        let id = TypeId::of::<D>();
        let give: Give<D::Output> = Box::new(give);
        self.0.retain(|one| one.id != id);
        self.0.push(Override { id, give: Arc::new(give) });
    }

    /// Those of what these lists need.
    pub(crate) fn among(&self, levels: &[&'static [Need]]) -> Vec<(Override, &'static [Need])> {
        let found = |one: &Override| levels.iter().find_map(|needs| find(needs, one.id));
        self.0.iter().filter_map(|one| Some((one.clone(), std::slice::from_ref(found(one)?)))).collect()
    }
}

impl Override {
    /// The value that is given in place of a dependency's.
    pub(crate) fn give<D: Dependency>(&self) -> Option<Result<D::Output, HttpError>> {
        self.give.downcast_ref::<Give<D::Output>>().map(|give| give())
    }
}

/// The need for the dependency of this type below these, if they reach it.
pub(crate) fn find(needs: &'static [Need], id: TypeId) -> Option<&'static Need> {
    needs.iter().find_map(|need| match need {
        Need::Dependency(asked) if (asked.ty.id)() == id => Some(need),
        Need::Dependency(asked) => find(asked.dependency.needs, id),
        Need::Parameter(_) | Need::Body(_) | Need::Scopes => None,
    })
}
