use super::{Context, HandlerFuture, Route, call_by_hand};
use crate::graph::{self, Issuer, TokenUrl};

/// A path operation. `#[get("/")]` and the attributes of the other methods implement the trait for a handler, and `routes!` lists it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "this cannot be listed in `routes!`",
    note = "help: name a function under `#[get(\"/path\")]` or another method\n\
            see portcullis::rules::not_an_operation"
)]
pub trait Operation: Sized + 'static {
    /// The identity of the handler. A scheme that names the operation issuing its tokens reads only the identity,
    /// because the operation may depend on the scheme.
    const ID: graph::Id;

    /// The description.
    const OPERATION: graph::Operation;

    /// Whether a macro wrote the implementation. Only the description of a handwritten implementation is known.
    #[doc(hidden)]
    const MADE_BY_MACRO: bool = false;

    /// The description. If the implementation is written by hand, the parts that only a macro can know are cleared.
    #[doc(hidden)]
    const KNOWN: &'static graph::Operation =
        const { &graph::Operation { id: Self::ID.known_if(Self::MADE_BY_MACRO), ..Self::OPERATION } };

    /// Resolves the dependencies of the handler, runs the handler, and turns its result into a response.
    fn call(cx: Context) -> HandlerFuture;

    /// The entry of a list of routes. See `Dependency::NEED`.
    #[doc(hidden)]
    const ROUTE: Route = Route::Operation(
        Self::KNOWN,
        graph::ItemType::of::<Self>(),
        if Self::KNOWN.id.is_by_hand() { call_by_hand::<Self> } else { Self::call },
    );
}

impl TokenUrl {
    /// The URL of the operation `O`, which issues the tokens.
    pub const fn issued_by<O: Operation>() -> Self {
        Self::IssuedBy(Issuer::new::<O>(O::ID.known_if(O::MADE_BY_MACRO)))
    }
}
