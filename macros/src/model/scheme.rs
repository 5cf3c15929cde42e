use syn::{ItemStatic, Path};

use super::krate_or_default;
use crate::syntax::SchemeItem;

/// A security scheme, as the user means it.
pub(crate) struct Scheme {
    pub(crate) krate: Path,
    pub(crate) item: ItemStatic,
}

impl Scheme {
    pub(crate) fn new(syntax: SchemeItem) -> Self {
        Self { krate: krate_or_default(syntax.krate), item: syntax.item }
    }
}
