//! The functions that run an operation and its guards.

use std::future::ready;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;

use super::{Context, Operation};
use crate::response::{Refusal, Response, rejection};

/// A function that runs an operation. The server stores one for each operation.
pub(crate) type Handler = fn(Context) -> HandlerFuture;

/// A running operation in one box, with all its dependencies. Only values of shared dependencies have separate boxes.
pub type HandlerFuture = Pin<Box<dyn Future<Output = Result<Response, Refusal>> + Send>>;

/// A function that resolves the guards of a list.
pub type GuardFn = for<'a> fn(&'a mut Context) -> GuardFuture<'a>;

/// A running guard.
pub type GuardFuture<'a> = Pin<Box<dyn Future<Output = Result<(), Refusal>> + Send + 'a>>;

/// Calls an operation that is described by hand. The operation can panic before it returns a future, and must resolve
/// what it describes. If a guard could not read its parameters, the guard has not run, and the request is refused here.
pub(crate) fn call_by_hand<O: Operation>(mut cx: Context) -> HandlerFuture {
    if let Err(refusal) = cx.readable() {
        return Box::pin(ready(Err(refusal)));
    }
    let by_hand = cx.start_by_hand(O::KNOWN);
    let running = catch_unwind(AssertUnwindSafe(|| O::call(cx)))
        .unwrap_or_else(|_| Box::pin(ready(Err(Refusal::answer(panicked())))));
    Box::pin(async move {
        // Only a client that the dependencies have accepted may see the response, even if the response is a refusal.
        by_hand.outcome(running.await)
    })
}

/// Returns the response for a handler that panicked.
pub(crate) fn panicked() -> Response {
    tracing::error!("a handler panicked");
    rejection::internal_server_error()
}
