//! The names that the macros write into a program besides the public ones. They may change in any release:
//! nothing but the macros may use them.

use std::marker::PhantomData;

pub use crate::check::{Fault, prefix as check_prefix, scope as check_scope, value as check_value};
use crate::check::{Of, argument as check_argument, path_parameter};
use crate::graph::{self, Answers, Asked, Body, Guard, Id, Model, Need, Parameter, Place, Scheme, Texts};
use crate::request::{
    AskedScopes, CloneOf, Context, DeclaredScheme, Dependency, Guarding, Operation, Probe, Read, Routes,
    Scoped, SecurityScheme,
};
pub use crate::request::{Choice, Route, Yields, authenticate, pass, run};
use crate::response::{Collected, Refusal, Response};

/// The need for a dependency, asked for with these scopes.
pub const fn with_scopes(need: Need, scopes: &'static [&'static str]) -> Need {
    match need {
        Need::Dependency(asked) => Need::Dependency(Asked { scopes, ..asked }),
        Need::Parameter(_) | Need::Body(_) | Need::Scopes => need,
    }
}

/// The need for a dependency, whatever value of it there is from before.
pub const fn anew(need: Need) -> Need {
    match need {
        Need::Dependency(asked) => Need::Dependency(Asked { cached: false, ..asked }),
        Need::Parameter(_) | Need::Body(_) | Need::Scopes => need,
    }
}

/// The need for a dependency of this description, for which this type stands: for a graph that is made while a program runs.
pub const fn need(dependency: &'static graph::Dependency, ty: graph::ItemType) -> Need {
    Need::Dependency(Asked::new(dependency, ty))
}

/// What is read of a dependency that is asked for with these scopes.
pub const fn scoped<R: Read>(read: R, scopes: &'static [&'static str]) -> Scoped<R> {
    Scoped(read, scopes)
}

/// What is read of the scopes that were asked for.
pub const fn scopes() -> AskedScopes {
    AskedScopes
}

/// Reads one thing, for a dependency.
///
/// # Errors
///
/// The refusal that ends the request.
pub async fn read<R: Read>(cx: &mut Context, read: R) -> Result<Result<R::Value, Collected>, Refusal> {
    read.read(cx).await
}

/// The identity of an item, with the hash of its declaration.
#[track_caller]
pub const fn id(module: &'static str, name: &'static str, declaration: u64) -> Id {
    Id::declared(module, name, declaration)
}

/// The description of a function that is a dependency.
pub const fn function(id: Id, answers: &'static Answers, clone: bool) -> graph::Dependency {
    graph::Dependency::declared(id, answers, clone)
}

/// What is known of a dependency that a macro described.
pub const fn known(dependency: graph::Dependency) -> graph::Dependency {
    dependency.known_if(true)
}

/// The description of alternatives.
pub const fn any_of(id: Id, needs: &'static [Need], clone: bool) -> graph::Dependency {
    graph::Dependency::any_of(id, needs, clone)
}

/// The description of what is optional.
pub const fn optional(inner: &graph::Dependency, needs: &'static [Need]) -> graph::Dependency {
    graph::Dependency::optional(inner, needs)
}

/// The description of a declared scheme.
pub const fn scheme<D: DeclaredScheme>(id: Id, scheme: &'static Scheme, clone: bool) -> graph::Dependency {
    let is_built_in = <D::Scheme as SecurityScheme>::BUILT_IN.is_some();
    let described = graph::Dependency::scheme(id, scheme, clone);
    graph::Dependency { probe: Some(Probe::of::<D>()), is_built_in, ..described }
}

/// The rules between an argument of an operation and those before it, by its place among what is needed.
///
/// # Panics
///
/// While the program is compiled, when it breaks one.
#[track_caller]
pub const fn check_operation<O: Operation>(at: usize) {
    check_argument(O::KNOWN.needs, at, Of::Operation);
}

/// The same for an argument of a dependency.
///
/// # Panics
///
/// While the program is compiled, when it breaks one.
#[track_caller]
pub const fn check_dependency<D: Dependency>(at: usize) {
    check_argument(D::KNOWN.needs, at, Of::Dependency);
}

/// The rule of a dependency that judges credentials.
///
/// # Panics
///
/// While the program is compiled, when something is read before that.
#[track_caller]
pub const fn check_judge<D: Dependency>() {
    crate::check::judged(&D::KNOWN);
}

/// The same for an alternative.
///
/// # Panics
///
/// While the program is compiled, when it breaks one.
#[track_caller]
pub const fn check_alternative<D: Dependency>(at: usize) {
    check_argument(D::KNOWN.needs, at, Of::Alternatives);
}

/// The same for what stands before operations.
///
/// # Panics
///
/// While the program is compiled, when it breaks one.
#[track_caller]
pub const fn check_guard(needs: &'static [Need], at: usize) {
    check_argument(needs, at, Of::Operation);
}

/// The rule of a path parameter that none of the operation's own arguments takes.
///
/// # Panics
///
/// While the program is compiled, when no dependency does, either.
#[track_caller]
pub const fn check_path_parameter<O: Operation>(name: &str) {
    path_parameter(O::KNOWN, name);
}

/// The rule of an operation that says that it is public.
///
/// # Panics
///
/// While the program is compiled, when it asks for credentials.
#[track_caller]
pub const fn check_public<O: Operation>() {
    crate::check::public(O::KNOWN);
}

/// The need for a path parameter.
pub const fn path(model: Model, name: &'static str) -> Need {
    Need::Parameter(Parameter { name, place: Place::Path, required: true, model, texts: Texts::Some })
}

/// The need for a path parameter that is a `String`.
pub const fn path_text(model: Model, name: &'static str) -> Need {
    Need::Parameter(Parameter { name, place: Place::Path, required: true, model, texts: Texts::Any })
}

/// The need for a path parameter that is an integer.
pub const fn path_integer(model: Model, name: &'static str) -> Need {
    Need::Parameter(Parameter { name, place: Place::Path, required: true, model, texts: Texts::Integers })
}

/// The need for a query parameter.
pub const fn query(model: Model, name: &'static str, required: bool) -> Need {
    Need::Parameter(Parameter { name, place: Place::Query, required, model, texts: Texts::Some })
}

/// The need for the body.
pub const fn body(model: Model, required: bool) -> Need {
    Need::Body(Body { media_type: "application/json", model, required, no_store: false })
}

/// A `Result` that a dependency returns.
pub trait Fallible {
    /// Its value.
    type Value;
    /// The refusal.
    type Error;
    /// The `Result`, with the refusal as the server wants it.
    fn into_result(self, respond: impl FnOnce(Self::Error) -> Response) -> Result<Self::Value, Refusal>;
}

impl<T, E> Fallible for Result<T, E> {
    type Value = T;
    type Error = E;

    fn into_result(self, respond: impl FnOnce(E) -> Response) -> Result<T, Refusal> {
        self.map_err(|error| Refusal::answer(respond(error)))
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

/// The entry of a nested list.
pub const fn nest(prefix: &'static str, routes: Routes) -> Route {
    Route::Nest(prefix, routes.entries)
}

/// An entry, and what is resolved before each operation in it.
pub const fn guarded(needs: &'static [Need], run: Guarding, route: &'static Route) -> Route {
    Route::Guarded(Guard { needs, run }, route)
}

/// How many slots [`faults`] needs.
pub const fn faults_size(routes: Routes) -> usize {
    crate::check::size(routes.entries)
}

/// What is wrong with each entry of a list.
pub const fn faults<const N: usize>(routes: Routes) -> [Option<Fault>; N] {
    crate::check::routes(routes.entries)
}

/// The same for a list in which no operation may be forgotten.
pub const fn strict_faults<const N: usize>(routes: Routes) -> [Option<Fault>; N] {
    crate::check::strict(routes.entries)
}

/// Reports what is wrong with one entry.
///
/// # Panics
///
/// While the program is compiled, when something is.
#[track_caller]
pub const fn check_entry(routes: Routes, faults: &[Option<Fault>], at: usize) {
    crate::check::entry(routes.entries, faults, at);
}

/// The list itself, the module in which it is written, and whether that is in a program and in no library.
pub const fn routes(module: &'static str, is_in_program: bool, entries: &'static [Route]) -> Routes {
    Routes { entries, module, is_in_program }
}

/// What stands in for an item that was reported as wrong. It has no name, by which the checks know it.
pub mod broken {
    use crate::graph::{Answers, Dependency as Node, Id, Method, Operation as Description};
    use crate::response::Refusal;

    /// An operation.
    pub const OPERATION: Description = Description::new(Id::broken(), Method::Get, "/", &Answers::Nothing);

    /// A dependency.
    pub const DEPENDENCY: Node = Node::declared(Id::broken(), &Answers::Nothing, true);

    /// Never comes to its end: for a handler.
    pub fn call() -> crate::Running {
        Box::pin(std::future::pending())
    }

    /// Never comes to its end.
    ///
    /// # Errors
    ///
    /// Never.
    pub async fn never<T>() -> Result<T, Refusal> {
        std::future::pending().await
    }
}
