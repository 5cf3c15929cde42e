use std::marker::PhantomData;

use super::{Context, DependencyValue, FreshDependencyValue, Read};
use crate::graph;
use crate::response::{Collected, Refusal};

/// How a `T` is cloned, where it can be.
pub type CloneOf<T> = Option<fn(&T) -> T>;

/// Something that is resolved before a handler runs: what `#[depends(..)]` names.
///
/// `#[dependency]` and `#[security_scheme]` implement it for a type of the item's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a dependency",
    label = "nothing says how to resolve this",
    note = "help: name a function under `#[dependency]` or a static under `#[security_scheme]`: `#[depends(get_current_user)]`\n\
            see portcullis::rules::not_a_dependency"
)]
pub trait Dependency: Sized + 'static {
    /// The type of its value.
    type Output: Send + 'static;

    /// Its description.
    const DEPENDENCY: graph::Dependency;

    /// How its value is handed to several, when it can be.
    const CLONE: CloneOf<Self::Output>;

    /// Whether a macro wrote this; of what is written by hand nothing is known but its description.
    #[doc(hidden)]
    const MADE_BY_MACRO: bool = false;

    /// What is known of it, by its description and by who wrote it.
    #[doc(hidden)]
    const KNOWN: graph::Dependency = Self::DEPENDENCY.known_if(Self::MADE_BY_MACRO);

    /// Resolves it. Call [`Context::resolve`] instead, which does it once per request.
    fn resolve(cx: &mut Context) -> impl Future<Output = Result<Self::Output, Refusal>> + Send;

    /// The need for it, without scopes.
    //
    // This and the next are here, and no functions with a bound, so that a type that is no dependency is reported
    // in the same words wherever an expansion names it, which the compiler then prints once.
    #[doc(hidden)]
    const NEED: graph::Need =
        graph::Need::Dependency(graph::Asked::new(&Self::KNOWN, graph::ItemType::of::<Self>()));

    /// What an operation reads: the value.
    #[doc(hidden)]
    //
    // It does not say that it is of this type: of a type that is no dependency nothing is known then, and the
    // compiler says no more of it than that.
    fn asked() -> impl Read<Value = Self::Output> {
        DependencyValue::<Self>(PhantomData)
    }

    /// The same, resolved whatever value there is from before.
    #[doc(hidden)]
    fn asked_anew() -> impl Read<Value = Self::Output> {
        FreshDependencyValue::<Self>(PhantomData)
    }

    /// [`Context::dependency`], for expansions.
    #[doc(hidden)]
    fn ask(
        cx: &mut Context,
    ) -> impl Future<Output = Result<Result<Self::Output, Collected>, Refusal>> + Send {
        cx.dependency::<Self>()
    }
}
