use syn::{Attribute, Path};

use super::krate_or_default;
use crate::syntax::{Entry, RouteList};

/// A list of routes, as the user means it.
pub(crate) struct Routes {
    pub(crate) krate: Path,
    pub(crate) entries: Vec<(Vec<Attribute>, Entry)>,
}

impl Routes {
    pub(crate) fn new(syntax: RouteList) -> Self {
        Self { krate: krate_or_default(syntax.krate), entries: syntax.entries }
    }
}
