use std::marker::PhantomData;

use super::{Context, DependencyValue, Read};
use crate::graph;
use crate::response::Refusal;

/// The function that clones a `T`, if there is one.
pub type CloneOf<T> = Option<fn(&T) -> T>;

/// Something that is resolved before a handler runs: what `#[depends(..)]` names.
///
/// `#[dependency]` and `#[security_scheme]` implement the trait for a type with the name of the item.
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

    /// Whether a macro wrote the implementation. Of one that is written by hand, only the description is known.
    #[doc(hidden)]
    const MADE_BY_MACRO: bool = false;

    /// What is known of the dependency: its description, or a part of it if the implementation is written by hand.
    #[doc(hidden)]
    const KNOWN: graph::Dependency = Self::DEPENDENCY.known_if(Self::MADE_BY_MACRO);

    /// Resolves the dependency. Call [`Context::resolve`] instead, which does so once per request.
    fn resolve(cx: &mut Context) -> impl Future<Output = Result<Self::Output, Refusal>> + Send;

    /// The need for the dependency, without scopes.
    //
    // This and the next item are members of the trait, and not functions with a bound. So a type that is no dependency is
    // reported in the same words wherever an expansion names it, and the compiler prints these once.
    #[doc(hidden)]
    const NEED: graph::Need =
        graph::Need::Dependency(graph::Asked::new(&Self::KNOWN, graph::ItemType::of::<Self>()));

    /// Returns the reader of the value.
    //
    // Its type does not name `Self`. If a type is no dependency, nothing is known of its reader then, and the compiler reports
    // no more than that.
    #[doc(hidden)]
    fn asked() -> impl Read<Value = Self::Output> {
        DependencyValue::<Self>(PhantomData)
    }
}
