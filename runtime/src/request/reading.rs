//! What an operation reads of a request, and its call.
//!
//! An expansion says what is read, what is called and what is answered; how that goes on is written here, once. The
//! compiler then has nothing to prove of a future for every operation, and operations that read the same things
//! share the code that does.

use std::future::ready;
use std::marker::PhantomData;

use bytes::Bytes;

use super::{Context, Dependency, Passing, Running, SecurityScopes};
use crate::response::{Collected, Refusal, Response};

/// One thing that is read before a handler is called.
pub trait Read: Send + 'static {
    /// What the handler gets.
    type Value: Send + 'static;

    /// Reads it; what cannot be read is collected in the context.
    ///
    /// # Errors
    ///
    /// The refusal that ends the request.
    fn read(
        self,
        cx: &mut Context,
    ) -> impl Future<Output = Result<Result<Self::Value, Collected>, Refusal>> + Send;
}

/// The value of a dependency.
pub(crate) struct Asked<D>(pub(crate) PhantomData<fn() -> D>);

impl<D: Dependency> Read for Asked<D> {
    type Value = D::Output;

    fn read(
        self,
        cx: &mut Context,
    ) -> impl Future<Output = Result<Result<D::Output, Collected>, Refusal>> + Send {
        D::ask(cx)
    }
}

/// The value of a dependency, whatever value there is from before.
pub(crate) struct AskedAnew<D>(pub(crate) PhantomData<fn() -> D>);

impl<D: Dependency> Read for AskedAnew<D> {
    type Value = D::Output;

    async fn read(self, cx: &mut Context) -> Result<Result<D::Output, Collected>, Refusal> {
        let resolved = cx.resolve_anew::<D>().await;
        cx.opened::<D>(resolved)
    }
}

/// What is read, asked for with these scopes.
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

/// The scopes that were asked for on the way here.
pub struct AskedScopes;

impl Read for AskedScopes {
    type Value = SecurityScopes;

    fn read(
        self,
        cx: &mut Context,
    ) -> impl Future<Output = Result<Result<SecurityScopes, Collected>, Refusal>> + Send {
        ready(Ok(Ok(cx.security_scopes())))
    }
}

/// A parameter, of this name, and how it is read.
//
// The function says that it is a parameter at all: this type says no more of one that is none.
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

/// The body, and how it is read.
pub struct Whole<T>(pub(crate) fn(&mut Context, &Bytes) -> Result<T, Collected>);

impl<T: Send + 'static> Read for Whole<T> {
    type Value = T;

    async fn read(self, cx: &mut Context) -> Result<Result<T, Collected>, Refusal> {
        cx.body_as(self.0).await
    }
}

/// All that an operation reads, in order.
pub trait ReadAll: Send + 'static {
    /// What the handler gets.
    type Values;

    /// Reads it all.
    ///
    /// # Errors
    ///
    /// The first refusal, or the report of all that could not be read.
    fn read_all(self, cx: &mut Context) -> impl Future<Output = Result<Self::Values, Refusal>> + Send;

    /// Reads it all for those who come after: what could not be read is reported with what they cannot read.
    ///
    /// # Errors
    ///
    /// The first refusal.
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
                // All that is wrong with the request is reported together, before any of it is opened.
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

/// Runs an operation: reads what it reads, calls its handler and makes a response of what that returns.
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

/// Resolves what stands before operations.
pub fn pass<'a, R: ReadAll>(cx: &'a mut Context, reads: R) -> Passing<'a> {
    Box::pin(reads.pass_all(cx))
}
