use crate::graph;
use crate::refusal::Refusal;
use crate::respond::Response;
use crate::server::{Context, Handler, run};

/// A path operation: what `#[get("/")]` and the other methods make of a handler, and what `routes!` lists.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "this cannot be listed in `routes!`",
    note = "help: name a function under `#[get(\"/path\")]` or another method\n\
            see portcullis::rules::not_an_operation"
)]
pub trait Operation: Sized {
    /// Its description.
    const OPERATION: graph::Operation;

    /// Resolves what the handler needs and runs it.
    fn call(cx: &mut Context) -> impl Future<Output = Result<Response, Refusal>> + Send;

    /// The entry of a list of routes that it is; see `Dependency::NEED`.
    #[doc(hidden)]
    const ROUTE: graph::Route<Handler> = graph::Route::Operation(&Self::OPERATION, run::<Self>);
}
