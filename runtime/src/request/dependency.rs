use std::marker::PhantomData;

use super::{Context, DependencyValue, Read};
use crate::graph;
use crate::response::Refusal;

/// The function that clones a `T`, if there is one.
pub type CloneOf<T> = Option<fn(&T) -> T>;

#[doc = include_str!("../../docs/own-dependency.md")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a dependency",
    label = "nothing says how to resolve this",
    note = "help: name a function under `#[dependency]` or a static under `#[security_scheme]`: `#[depends(get_current_user)]`\n\
            see portcullis::rules::not_a_dependency"
)]
pub trait Dependency: Sized + 'static {
    /// The type of the value.
    type Output: Send + 'static;

    /// The description.
    const DEPENDENCY: graph::Dependency;

    /// The function that clones the value, so that several functions can share it.
    const CLONE: CloneOf<Self::Output>;

    /// Whether a macro wrote the implementation. Only the description of a handwritten implementation is known.
    #[doc(hidden)]
    const MADE_BY_MACRO: bool = false;

    /// The description. If the implementation is written by hand, the parts that only a macro can know are cleared.
    #[doc(hidden)]
    const KNOWN: graph::Dependency = Self::DEPENDENCY.known_if(Self::MADE_BY_MACRO);

    /// Resolves the dependency. Call [`Context::resolve`] instead, which resolves it once per request.
    fn resolve(cx: &mut Context) -> impl Future<Output = Result<Self::Output, Refusal>> + Send;

    /// The need for the dependency, without scopes, for the [needs](graph::Dependency::needs) of an item that is described by
    /// hand. It has this value in every implementation.
    //
    // This constant and the next function are members of the trait, not functions with a bound. So the compiler reports
    // a type that is not a dependency in the same words wherever an expansion names it, and prints the message once.
    const NEED: graph::Need =
        graph::Need::Dependency(graph::Asked::new(&Self::KNOWN, graph::ItemType::of::<Self>()));

    /// Returns the reader of the value.
    //
    // The return type does not name `Self`. So the compiler reports nothing else about a type that is not a dependency.
    #[doc(hidden)]
    fn asked() -> impl Read<Value = Self::Output> {
        DependencyValue::<Self>(PhantomData)
    }
}
