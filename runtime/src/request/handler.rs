//! Operations and what is in front of them, as the server calls them.

use std::future::ready;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;

use super::{Context, Operation};
use crate::response::{Refusal, Response, rejection};

/// Runs an operation: what the server keeps beside it.
pub type Handler = fn(Context) -> Running;

/// An operation at work: one box, in which all its dependencies run. (The value of a dependency that several ask
/// for is kept in another.)
pub type Running = Pin<Box<dyn Future<Output = Result<Response, Refusal>> + Send>>;

/// Resolves what stands before operations.
pub type Guarding = for<'a> fn(&'a mut Context) -> Passing<'a>;

/// What stands before operations, at work.
pub type Passing<'a> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>>;

/// Calls an operation that is described by hand: it can panic before there is a future, and must resolve what it says it needs.
/// What could not be read for those that stand before it is answered here: they have not run, and it cannot ask.
pub(crate) fn call_by_hand<O: Operation>(mut cx: Context) -> Running {
    if let Err(refusal) = cx.readable() {
        return Box::pin(ready(Err(refusal)));
    }
    let by_hand = cx.start_by_hand(O::KNOWN);
    let running = catch_unwind(AssertUnwindSafe(|| O::call(cx)))
        .unwrap_or_else(|_| Box::pin(ready(Err(Refusal::answer(panicked())))));
    Box::pin(async move {
        let result = running.await;
        // What it answers, as a refusal or not, is for those whom the dependencies have let past.
        if result.is_ok() || !by_hand.is_refused() {
            by_hand.assert_resolved();
        }
        result
    })
}

/// The answer in the place of a handler that panicked.
pub(crate) fn panicked() -> Response {
    tracing::error!("a handler panicked");
    rejection::internal_server_error()
}
