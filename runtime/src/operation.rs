use crate::graph;
use crate::refusal::Refusal;
use crate::respond::Response;
use crate::server::Context;

/// A path operation: what `#[get("/")]` and the other methods make of a handler, and what `routes!` lists.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an operation",
    label = "this cannot be listed in `routes!`",
    note = "help: put `#[get(\"/path\")]` or another method on the handler"
)]
pub trait Operation {
    /// Its description.
    const OPERATION: graph::Operation;

    /// Resolves what the handler needs and runs it.
    fn call(cx: &mut Context) -> impl Future<Output = Result<Response, Refusal>> + Send;
}
