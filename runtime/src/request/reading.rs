//! Reading the arguments of an operation, and calling it.
//!
//! An expansion names the arguments, the function and its response. The control flow is written here once, so that the
//! compiler does not check a future for every operation, and operations with the same arguments share code.

use std::future::ready;
use std::marker::PhantomData;

use bytes::Bytes;

use super::{Context, Dependency, GuardFuture, HandlerFuture, SecurityScopes};
use crate::graph::{Need, Parameter};
use crate::response::{Collected, Refusal, Response};

/// An argument that is read before a handler is called.
pub trait Read: Send + 'static {
    /// The type that the handler receives.
    type Value: Send + 'static;

    /// Reads the argument as this need describes it. Problems are collected in the context.
    ///
    /// # Errors
    ///
    /// Returns the refusal that ends the request.
    fn read(
        self,
        cx: &mut Context,
        need: &'static Need,
    ) -> impl Future<Output = Result<Result<Self::Value, Collected>, Refusal>> + Send;
}

/// A value that a dependency returns, where the argument takes a `T`: they are one type.
#[diagnostic::on_unimplemented(
    message = "the dependency returns `{Self}`, and the argument is an `{T}`",
    label = "the dependency returns another type",
    note = "help: for credentials that may be missing, depend on `Optional<..>`: `#[depends(Optional<get_user>)]`\n\
            see portcullis::rules::not_a_dependency"
)]
pub trait Yields<T> {
    /// Returns the value as it is.
    fn yielded(self) -> T;
}

impl<T> Yields<T> for T {
    fn yielded(self) -> T {
        self
    }
}

/// The value of a dependency.
pub(crate) struct DependencyValue<D>(pub(crate) PhantomData<fn() -> D>);

impl<D: Dependency> Read for DependencyValue<D> {
    type Value = D::Output;

    async fn read(
        self,
        cx: &mut Context,
        need: &'static Need,
    ) -> Result<Result<D::Output, Collected>, Refusal> {
        let Need::Dependency(asked) = need else { unreachable!("a macro describes what it reads") };
        let is_scoped = !asked.scopes.is_empty();
        if is_scoped {
            cx.enter(asked.scopes);
        }
        let resolved = cx.obtain::<D>(!asked.cached).await;
        if is_scoped {
            cx.leave();
        }
        cx.opened::<D>(resolved)
    }
}

/// The scopes required on the path to the function.
pub struct RequiredScopes;

impl Read for RequiredScopes {
    type Value = SecurityScopes;

    fn read(
        self,
        cx: &mut Context,
        _: &'static Need,
    ) -> impl Future<Output = Result<Result<SecurityScopes, Collected>, Refusal>> + Send {
        ready(Ok(Ok(cx.security_scopes())))
    }
}

/// A parameter, with the function that reads it.
//
// Whether the type is a parameter at all is checked where the function is named, so that the error appears once.
pub struct Part<T>(pub(crate) fn(&mut Context, &'static Parameter) -> Result<T, Collected>);

impl<T: Send + 'static> Read for Part<T> {
    type Value = T;

    fn read(
        self,
        cx: &mut Context,
        need: &'static Need,
    ) -> impl Future<Output = Result<Result<T, Collected>, Refusal>> + Send {
        let Need::Parameter(parameter) = need else { unreachable!("a macro describes what it reads") };
        ready(Ok(self.0(cx, parameter)))
    }
}

/// The body, with the function that decodes it.
pub struct Whole<T>(pub(crate) fn(&mut Context, &Bytes) -> Result<T, Collected>);

impl<T: Send + 'static> Read for Whole<T> {
    type Value = T;

    fn read(
        self,
        cx: &mut Context,
        _: &'static Need,
    ) -> impl Future<Output = Result<Result<T, Collected>, Refusal>> + Send {
        cx.body_as(self.0)
    }
}

/// The arguments of an operation, in order.
pub trait ReadAll: Send + 'static {
    /// The type that the handler receives.
    type Values;

    /// Reads all arguments.
    ///
    /// # Errors
    ///
    /// Returns the first refusal, or the report of all problems.
    fn read_all(
        self,
        cx: &mut Context,
        needs: &'static [Need],
    ) -> impl Future<Output = Result<Self::Values, Refusal>> + Send;

    /// Reads all arguments of a guard. Its problems are reported together with those of the operation.
    ///
    /// # Errors
    ///
    /// Returns the first refusal.
    fn pass_all(
        self,
        cx: &mut Context,
        needs: &'static [Need],
    ) -> impl Future<Output = Result<(), Refusal>> + Send;
}

impl ReadAll for () {
    type Values = ();

    fn read_all(
        self,
        cx: &mut Context,
        _: &'static [Need],
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        ready(cx.readable())
    }

    fn pass_all(
        self,
        _: &mut Context,
        _: &'static [Need],
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        ready(Ok(()))
    }
}

macro_rules! tuples {
    ($($read:ident $value:ident $at:literal)*) => {
        impl<$($read: Read),*> ReadAll for ($($read,)*) {
            type Values = ($($read::Value,)*);

            async fn read_all(self, cx: &mut Context, needs: &'static [Need]) -> Result<Self::Values, Refusal> {
                let ($($value,)*) = self;
                $(let $value = $value.read(cx, &needs[$at]).await?;)*
                // All problems of the request are reported together, before any value is used.
                cx.readable()?;
                Ok(($($value?,)*))
            }

            async fn pass_all(self, cx: &mut Context, needs: &'static [Need]) -> Result<(), Refusal> {
                let ($($value,)*) = self;
                $(drop($value.read(cx, &needs[$at]).await?);)*
                Ok(())
            }
        }
    };
}

tuples!(A a 0);
tuples!(A a 0 B b 1);
tuples!(A a 0 B b 1 C c 2);
tuples!(A a 0 B b 1 C c 2 D d 3);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6 H h 7);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6 H h 7 I i 8);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6 H h 7 I i 8 J j 9);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6 H h 7 I i 8 J j 9 K k 10);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6 H h 7 I i 8 J j 9 K k 10 L l 11);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6 H h 7 I i 8 J j 9 K k 10 L l 11 M m 12);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6 H h 7 I i 8 J j 9 K k 10 L l 11 M m 12 N n 13);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6 H h 7 I i 8 J j 9 K k 10 L l 11 M m 12 N n 13 O o 14);
tuples!(A a 0 B b 1 C c 2 D d 3 E e 4 F f 5 G g 6 H h 7 I i 8 J j 9 K k 10 L l 11 M m 12 N n 13 O o 14 P p 15);

/// Runs an operation: reads its arguments as these needs describe them, calls the handler and turns the result into a response.
pub fn run<R, C, F>(
    mut cx: Context,
    needs: &'static [Need],
    reads: R,
    call: C,
    respond: fn(F::Output) -> Response,
) -> HandlerFuture
where
    R: ReadAll,
    C: FnOnce(R::Values) -> F + Send + 'static,
    F: Future<Output: 'static> + Send + 'static,
{
    Box::pin(async move {
        let values = reads.read_all(&mut cx, needs).await?;
        Ok(respond(call(values).await))
    })
}

/// Resolves the guards of a list.
pub fn pass<'a, R: ReadAll>(cx: &'a mut Context, needs: &'static [Need], reads: R) -> GuardFuture<'a> {
    Box::pin(reads.pass_all(cx, needs))
}
