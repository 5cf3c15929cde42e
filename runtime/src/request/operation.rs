use super::{Context, Route, Running, call_by_hand};
use crate::graph::{self, Issuer, TokenUrl};

/// A path operation: what `#[get("/")]` and the other methods make of a handler, and what `routes!` lists.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "this cannot be listed in `routes!`",
    note = "help: name a function under `#[get(\"/path\")]` or another method\n\
            see portcullis::rules::not_an_operation"
)]
pub trait Operation: Sized + 'static {
    /// Which handler it is. Who names an operation in what it needs itself, as the scheme of a login does, reads this and
    /// no more of it.
    const ID: graph::Id;

    /// Its description.
    const OPERATION: graph::Operation;

    /// Whether a macro wrote this; of what is written by hand nothing is known but its description.
    #[doc(hidden)]
    const MADE_BY_MACRO: bool = false;

    /// What is known of it.
    #[doc(hidden)]
    const KNOWN: &'static graph::Operation =
        const { &graph::Operation { id: Self::ID.known_if(Self::MADE_BY_MACRO), ..Self::OPERATION } };

    /// Resolves what the handler needs, runs it and makes the response of what it came to.
    fn call(cx: Context) -> Running;

    /// The entry of a list of routes that it is; see `Dependency::NEED`.
    #[doc(hidden)]
    const ROUTE: Route = Route::Operation(
        Self::KNOWN,
        graph::ItemType::of::<Self>(),
        if Self::KNOWN.id.is_by_hand() { call_by_hand::<Self> } else { Self::call },
    );
}

impl TokenUrl {
    /// Where an operation is mounted: it issues the tokens.
    pub const fn issued_by<O: Operation>() -> Self {
        Self::IssuedBy(Issuer::new::<O>(O::ID.known_if(O::MADE_BY_MACRO)))
    }
}
