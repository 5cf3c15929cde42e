//! The names that the macros write into a program besides the public ones. They may change in any release:
//! nothing but the macros may use them.

use std::any::TypeId;
use std::marker::PhantomData;

use schemars::JsonSchema;

pub use crate::check::{scope as check_scope, sharing as check_sharing, value as check_value};
use crate::dependency::CloneOf;
use crate::graph::{Answers, Asked, Dependency, Model, Need, Operation, Parameter, Place, Route};
use crate::refusal::Refusal;
use crate::respond::{IntoResponse, Response};
use crate::routes::Routes;
use crate::security::SecurityScheme;
use crate::server::{Context, Handler, run};

/// The need for a dependency, asked for with these scopes.
pub const fn dependency<D: crate::Dependency>(scopes: &'static [&'static str]) -> Need {
    struct Node<D>(PhantomData<D>);
    impl<D: crate::Dependency> Node<D> {
        const DEPENDENCY: &'static Dependency = &D::DEPENDENCY;
    }
    Need::Dependency(Asked { dependency: Node::<D>::DEPENDENCY, type_id: TypeId::of::<D>, scopes })
}

/// The need for a path parameter.
pub const fn path<T: JsonSchema>(name: &'static str) -> Need {
    Need::Parameter(Parameter {
        name,
        place: Place::Path,
        required: true,
        model: Model::of::<T>(),
        any_text: false,
    })
}

/// The need for a path parameter that is a `String`.
pub const fn path_text(name: &'static str) -> Need {
    Need::Parameter(Parameter {
        name,
        place: Place::Path,
        required: true,
        model: Model::of::<String>(),
        any_text: true,
    })
}

/// The need for a query parameter.
pub const fn query<T: JsonSchema>(name: &'static str, required: bool) -> Need {
    Need::Parameter(Parameter {
        name,
        place: Place::Query,
        required,
        model: Model::of::<T>(),
        any_text: false,
    })
}

/// The answers of a return type.
pub const fn answers<T: IntoResponse>() -> &'static Answers {
    &T::ANSWERS
}

/// The answers of a dependency that returns a `Result`: those of its error.
pub const fn refusals<R: Fallible>() -> &'static Answers {
    &<R::Error as IntoResponse>::ANSWERS
}

/// What the handler returned, as a response.
pub fn respond<T: IntoResponse>(value: T) -> Result<Response, Refusal> {
    Ok(value.into_response())
}

/// A `Result` that a dependency returns.
pub trait Fallible {
    /// The value it hands on.
    type Value;
    /// The refusal.
    type Error: IntoResponse;
    /// The `Result`, with the refusal as the server wants it.
    fn into_result(self) -> Result<Self::Value, Refusal>;
}

impl<T, E: IntoResponse> Fallible for Result<T, E> {
    type Value = T;
    type Error = E;

    fn into_result(self) -> Result<T, Refusal> {
        self.map_err(Refusal::answer)
    }
}

/// Says how to clone a `T`: the inherent constant stands before the one of [`NotClone`] wherever `T` is
/// `Clone`, so one expression serves for both.
pub struct Sharing<T>(PhantomData<T>);

impl<T: Clone> Sharing<T> {
    /// `Clone::clone`.
    pub const CLONE: CloneOf<T> = Some(T::clone);
}

/// See [`Sharing`].
pub trait NotClone<T> {
    /// Nothing.
    const CLONE: CloneOf<T> = None;
}

impl<T> NotClone<T> for Sharing<T> {}

/// Says whether a type is a `Result`, in the way of [`Sharing`].
pub struct Returned<T>(PhantomData<T>);

impl<T, E> Returned<Result<T, E>> {
    /// It is.
    pub const IS_RESULT: bool = true;
}

/// See [`Returned`].
pub trait NotResult {
    /// It is not.
    const IS_RESULT: bool = false;
}

impl<T> NotResult for Returned<T> {}

/// Resolves a scheme.
pub async fn authenticate<S: SecurityScheme>(
    scheme: &'static S,
    cx: &mut Context,
) -> Result<S::Credentials, Refusal> {
    scheme.authenticate(cx).await
}

/// The entry of a handler.
pub const fn operation<O: crate::Operation>() -> Route<Handler> {
    struct Node<O>(PhantomData<O>);
    impl<O: crate::Operation> Node<O> {
        const OPERATION: &'static Operation = &O::OPERATION;
    }
    Route::Operation(Node::<O>::OPERATION, run::<O>)
}

/// The entry of a nested list.
///
/// # Panics
///
/// While the program is compiled, when the prefix does not start with `/` or ends with one.
#[track_caller]
pub const fn nest(prefix: &'static str, routes: Routes) -> Route<Handler> {
    let bytes = prefix.as_bytes();
    if bytes.is_empty() || bytes[0] != b'/' {
        panic!("a prefix starts with `/`, as in `nest(\"/api/v1\", ROUTES)`");
    }
    if bytes[bytes.len() - 1] == b'/' {
        panic!("a prefix does not end with `/`: the paths of the nested operations start with one");
    }
    Route::Nest(prefix, routes.entries)
}

/// The list itself.
pub const fn routes(entries: &'static [Route<Handler>]) -> Routes {
    Routes { entries }
}

/// What stands in for an operation that was reported as wrong.
pub mod broken {
    use crate::graph::{Answers, Id, Method, Operation};
    use crate::refusal::Refusal;
    use crate::respond::Response;

    /// Nothing.
    pub const OPERATION: Operation =
        Operation::new(Id::new(module_path!(), "broken"), Method::Get, "/", &Answers::Nothing);

    /// Never comes to its end.
    ///
    /// # Errors
    ///
    /// Never.
    pub async fn never() -> Result<Response, Refusal> {
        std::future::pending().await
    }
}
