use crate::graph;
use crate::refusal::Refusal;
use crate::server::Context;

/// How a `T` is cloned, where it can be.
pub type CloneOf<T> = Option<fn(&T) -> T>;

/// Something that is resolved before a handler runs: what `#[depends(..)]` names.
///
/// `#[dependency]` and `#[security_scheme]` implement it for a type of the item's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a dependency",
    label = "nothing says how to resolve this",
    note = "help: put `#[dependency]` on the function or `#[security_scheme]` on the static of this name"
)]
pub trait Dependency: 'static {
    /// What it hands on.
    type Output: Send + 'static;

    /// Its description.
    const DEPENDENCY: graph::Dependency;

    /// How its value is handed to several, when it can be.
    const CLONE: CloneOf<Self::Output>;

    /// Resolves it. Call [`Context::resolve`] instead, which does it once per request.
    fn resolve(cx: &mut Context) -> impl Future<Output = Result<Self::Output, Refusal>> + Send;
}
