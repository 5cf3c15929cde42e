use syn::Path;

use super::krate_or_default;
use crate::syntax::{Ask, Listed, RouteList};

/// A list of routes, as the user means it.
pub(crate) struct Routes {
    pub(crate) krate: Path,
    pub(crate) depends: Vec<Ask>,
    pub(crate) entries: Vec<Listed>,
    /// Whether the rules of `secured_routes!` apply.
    pub(crate) strict: bool,
}

impl Routes {
    pub(crate) fn new(syntax: RouteList, strict: bool) -> Self {
        Self {
            krate: krate_or_default(syntax.krate),
            depends: syntax.depends,
            entries: syntax.entries,
            strict,
        }
    }
}
