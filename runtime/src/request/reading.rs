//! Reading the arguments of an operation, and calling it.
//!
//! An expansion names the arguments, the function and its response. The control flow is written here once, so that the
//! compiler does not check a future for every operation, and operations with the same arguments share code.

use std::future::ready;
use std::marker::PhantomData;

use bytes::Bytes;

use super::{Context, Dependency, Passing, Running, SecurityScopes};
use crate::response::{Collected, Refusal, Response};

/// An argument that is read before a handler is called.
pub trait Read: Send + 'static {
    /// The type that the handler receives.
    type Value: Send + 'static;

    /// Reads the argument. Problems are collected in the context.
    ///
    /// # Errors
    ///
    /// Returns the refusal that ends the request.
    fn read(
        self,
        cx: &mut Context,
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

    fn read(
        self,
        cx: &mut Context,
    ) -> impl Future<Output = Result<Result<D::Output, Collected>, Refusal>> + Send {
        D::ask(cx)
    }
}

/// The value of a dependency that is resolved again.
pub(crate) struct FreshDependencyValue<D>(pub(crate) PhantomData<fn() -> D>);

impl<D: Dependency> Read for FreshDependencyValue<D> {
    type Value = D::Output;

    async fn read(self, cx: &mut Context) -> Result<Result<D::Output, Collected>, Refusal> {
        let resolved = cx.resolve_anew::<D>().await;
        cx.opened::<D>(resolved)
    }
}

/// An argument that requires these scopes.
pub struct Scoped<R>(pub(crate) R, pub(crate) &'static [&'static str]);

impl<R: Read> Read for Scoped<R> {
    type Value = R::Value;

    async fn read(self, cx: &mut Context) -> Result<Result<R::Value, Collected>, Refusal> {
        let Self(inner, scopes) = self;
        cx.enter(scopes);
        let value = inner.read(cx).await;
        cx.leave();
        value
    }
}

/// The scopes required on the path to the function.
pub struct RequiredScopes;

impl Read for RequiredScopes {
    type Value = SecurityScopes;

    fn read(
        self,
        cx: &mut Context,
    ) -> impl Future<Output = Result<Result<SecurityScopes, Collected>, Refusal>> + Send {
        ready(Ok(Ok(cx.security_scopes())))
    }
}

/// A parameter: its name, and the function that reads it.
//
// Whether the type is a parameter at all is checked where the function is named, so that the error appears once.
pub struct Named<T>(
    pub(crate) &'static str,
    pub(crate) fn(&mut Context, &'static str) -> Result<T, Collected>,
);

impl<T: Send + 'static> Read for Named<T> {
    type Value = T;

    fn read(self, cx: &mut Context) -> impl Future<Output = Result<Result<T, Collected>, Refusal>> + Send {
        let Self(name, read) = self;
        ready(Ok(read(cx, name)))
    }
}

/// The body, with the function that reads it.
pub struct Whole<T>(pub(crate) fn(&mut Context, &Bytes) -> Result<T, Collected>);

impl<T: Send + 'static> Read for Whole<T> {
    type Value = T;

    async fn read(self, cx: &mut Context) -> Result<Result<T, Collected>, Refusal> {
        cx.body_as(self.0).await
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
    fn read_all(self, cx: &mut Context) -> impl Future<Output = Result<Self::Values, Refusal>> + Send;

    /// Reads all arguments of a guard. Its problems are reported together with those of the operation.
    ///
    /// # Errors
    ///
    /// Returns the first refusal.
    fn pass_all(self, cx: &mut Context) -> impl Future<Output = Result<(), Refusal>> + Send;
}

impl ReadAll for () {
    type Values = ();

    fn read_all(self, cx: &mut Context) -> impl Future<Output = Result<(), Refusal>> + Send {
        ready(cx.readable())
    }

    fn pass_all(self, _: &mut Context) -> impl Future<Output = Result<(), Refusal>> + Send {
        ready(Ok(()))
    }
}

macro_rules! tuples {
    ($($read:ident $value:ident)*) => {
        impl<$($read: Read),*> ReadAll for ($($read,)*) {
            type Values = ($($read::Value,)*);

            async fn read_all(self, cx: &mut Context) -> Result<Self::Values, Refusal> {
                let ($($value,)*) = self;
                $(let $value = $value.read(cx).await?;)*
                // All problems of the request are reported together, before any value is used.
                cx.readable()?;
                Ok(($($value?,)*))
            }

            async fn pass_all(self, cx: &mut Context) -> Result<(), Refusal> {
                let ($($value,)*) = self;
                $(drop($value.read(cx).await?);)*
                Ok(())
            }
        }
    };
}

tuples!(A a);
tuples!(A a B b);
tuples!(A a B b C c);
tuples!(A a B b C c D d);
tuples!(A a B b C c D d E e);
tuples!(A a B b C c D d E e F f);
tuples!(A a B b C c D d E e F f G g);
tuples!(A a B b C c D d E e F f G g H h);
tuples!(A a B b C c D d E e F f G g H h I i);
tuples!(A a B b C c D d E e F f G g H h I i J j);
tuples!(A a B b C c D d E e F f G g H h I i J j K k);
tuples!(A a B b C c D d E e F f G g H h I i J j K k L l);
tuples!(A a B b C c D d E e F f G g H h I i J j K k L l M m);
tuples!(A a B b C c D d E e F f G g H h I i J j K k L l M m N n);
tuples!(A a B b C c D d E e F f G g H h I i J j K k L l M m N n O o);
tuples!(A a B b C c D d E e F f G g H h I i J j K k L l M m N n O o P p);

/// Runs an operation: reads its arguments, calls the handler and turns the result into a response.
pub fn run<R, C, F>(mut cx: Context, reads: R, call: C, respond: fn(F::Output) -> Response) -> Running
where
    R: ReadAll,
    C: FnOnce(R::Values) -> F + Send + 'static,
    F: Future<Output: 'static> + Send + 'static,
{
    Box::pin(async move {
        let values = reads.read_all(&mut cx).await?;
        Ok(respond(call(values).await))
    })
}

/// Resolves the guards of a list.
pub fn pass<'a, R: ReadAll>(cx: &'a mut Context, reads: R) -> Passing<'a> {
    Box::pin(reads.pass_all(cx))
}
