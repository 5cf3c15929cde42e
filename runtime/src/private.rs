//! The names that the expansions of the macros use besides the public ones. They may change in any release: only the macros
//! may use them.

use std::marker::PhantomData;

pub use crate::check::{Fault, prefix as check_prefix, scope as check_scope, value as check_value};
use crate::check::{Of, argument as check_argument, path_parameter};
use crate::graph::{self, Answers, Asked, Body, Guard, Id, Model, Need, Parameter, Place, Scheme, Texts};
use crate::request::Parameter as Value;
pub use crate::request::{Choice, GuardFn, GuardFuture, Route, Yields, authenticate, pass, run};
use crate::request::{
    CloneOf, Context, DeclaredScheme, Dependency, Operation, Probe, Read, RequiredScopes, Routes,
    SecurityScheme,
};
use crate::response::{Collected, Refusal, Response};

/// The type that represents an item.
pub type ItemType = graph::ItemType;

/// Returns the need for a dependency with these required scopes.
pub const fn with_scopes(need: Need, scopes: &'static [&'static str]) -> Need {
    match need {
        Need::Dependency(asked) => Need::Dependency(Asked { scopes, ..asked }),
        Need::Parameter(_) | Need::Body(_) | Need::Scopes => need,
    }
}

/// Returns the need for a dependency that is resolved again, even if there already is a value.
pub const fn anew(need: Need) -> Need {
    match need {
        Need::Dependency(asked) => Need::Dependency(Asked { cached: false, ..asked }),
        Need::Parameter(_) | Need::Body(_) | Need::Scopes => need,
    }
}

/// Returns the need for a dependency whose value this field or variant gets.
pub const fn named(need: Need, name: &'static str) -> Need {
    match need {
        Need::Dependency(asked) => Need::Dependency(Asked { name, ..asked }),
        Need::Parameter(_) | Need::Body(_) | Need::Scopes => need,
    }
}

/// Returns the need for a dependency with this description. `ty` represents it in a graph that is made at run time.
pub const fn need(dependency: &'static graph::Dependency, ty: ItemType) -> Need {
    Need::Dependency(Asked::new(dependency, ty))
}

/// Returns the reader of the scopes required on the path to the function.
pub const fn scopes() -> RequiredScopes {
    RequiredScopes
}

/// Reads one argument of a dependency.
///
/// # Errors
///
/// Returns the refusal that ends the request.
pub fn read<R: Read>(
    cx: &mut Context,
    need: &'static Need,
    read: R,
) -> impl Future<Output = Result<Result<R::Value, Collected>, Refusal>> + Send {
    read.read(cx, need)
}

/// Returns the identity of an item, with the hash of its declaration.
#[track_caller]
pub const fn id(module: &'static str, name: &'static str, declaration: u64) -> Id {
    Id::declared(module, name, declaration)
}

/// Describes a function that is a dependency.
pub const fn function(id: Id, answers: &'static Answers, clone: bool) -> graph::Dependency {
    graph::Dependency::declared(id, answers, clone)
}

/// Returns what is known of a dependency that a macro described, for graphs that are built without the types of a program.
pub const fn known(dependency: graph::Dependency) -> graph::Dependency {
    dependency.known_if(true)
}

/// Describes alternatives.
pub const fn any_of(id: Id, needs: &'static [Need], clone: bool) -> graph::Dependency {
    graph::Dependency::any_of(id, needs, clone)
}

/// Describes an optional dependency.
pub const fn optional(inner: &graph::Dependency, needs: &'static [Need]) -> graph::Dependency {
    graph::Dependency::optional(inner, needs)
}

/// Describes a declared scheme.
pub const fn scheme<D: DeclaredScheme>(id: Id, scheme: &'static Scheme, clone: bool) -> graph::Dependency {
    let is_built_in = <D::Scheme as SecurityScheme>::BUILT_IN.is_some();
    let described = graph::Dependency::scheme(id, scheme, clone);
    graph::Dependency { probe: Some(Probe::of::<D>()), is_built_in, ..described }
}

/// Checks the rules between an argument of an operation and those before it. `at` is its place among the needs.
///
/// # Panics
///
/// Panics while the program is compiled, if the argument breaks a rule.
#[track_caller]
pub const fn check_operation<O: Operation>(at: usize) {
    check_argument(O::KNOWN.needs, at, Of::Operation);
}

/// Checks the rules of [`check_operation`] for an argument of a dependency.
///
/// # Panics
///
/// Panics while the program is compiled, if the argument breaks a rule.
#[track_caller]
pub const fn check_dependency<D: Dependency>(at: usize) {
    check_argument(D::KNOWN.needs, at, Of::Dependency);
}

/// Checks that a dependency judges credentials before anything else of the request can be reported.
///
/// # Panics
///
/// Panics while the program is compiled, if something is read before.
#[track_caller]
pub const fn check_judge<D: Dependency>() {
    crate::check::judged(&D::KNOWN);
}

/// Checks the rules of [`check_operation`] for an alternative.
///
/// # Panics
///
/// Panics while the program is compiled, if the alternative breaks a rule.
#[track_caller]
pub const fn check_alternative<D: Dependency>(at: usize) {
    check_argument(D::KNOWN.needs, at, Of::Alternatives);
}

/// Checks the rules of [`check_operation`] for a dependency before operations.
///
/// # Panics
///
/// Panics while the program is compiled, if the dependency breaks a rule.
#[track_caller]
pub const fn check_guard(needs: &'static [Need], at: usize) {
    check_argument(needs, at, Of::Operation);
}

/// Checks that a dependency takes a path parameter that none of the operation's own arguments takes.
///
/// # Panics
///
/// Panics while the program is compiled, if no dependency takes it.
#[track_caller]
pub const fn check_path_parameter<O: Operation>(name: &str) {
    path_parameter(O::KNOWN, name);
}

/// Checks that an operation that is marked public does not require credentials.
///
/// # Panics
///
/// Panics while the program is compiled, if the operation requires credentials of every client.
#[track_caller]
pub const fn check_public<O: Operation>() {
    crate::check::public(O::KNOWN);
}

/// Returns the need for a parameter.
pub const fn part(model: Model, place: Place, name: &'static str) -> Need {
    Need::Parameter(Parameter::new(place, name, model))
}

/// Returns the need for a parameter that is a `String`.
pub const fn text<T: Value + Text>(place: Place, name: &'static str) -> Need {
    Need::Parameter(Parameter::new(place, name, T::MODEL).texts(Texts::Any))
}

/// Returns the need for a parameter that is an integer.
pub const fn integer<T: Value + Integer>(place: Place, name: &'static str) -> Need {
    Need::Parameter(Parameter::new(place, name, T::MODEL).texts(Texts::Integers))
}

/// The `String` of Rust. A macro sees only the name, which another type may have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the `String` of Rust",
    label = "another type of this name",
    note = "help: write the path of the type, as in `names::String`\n\
            see portcullis::rules::not_a_parameter"
)]
pub trait Text {}

impl Text for String {}

/// An integer of Rust. A macro sees only the name, which another type may have.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the integer of Rust",
    label = "another type of this name",
    note = "help: write the path of the type, as in `numbers::u64`\n\
            see portcullis::rules::not_a_parameter"
)]
pub trait Integer {}

macro_rules! integers {
    ($($ty:ident)*) => {
        $(impl Integer for $ty {})*
    };
}

integers!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

/// Returns the need for the body.
pub const fn body(model: Model) -> Need {
    Need::Body(Body::new("application/json", model))
}

/// A `Result` that a dependency returns.
pub trait Fallible {
    /// The type of the value.
    type Value;
    /// The type of the error.
    type Error;
    /// Converts the error to a refusal, with the response that `respond` makes of it.
    fn into_result(self, respond: impl FnOnce(Self::Error) -> Response) -> Result<Self::Value, Refusal>;
}

impl<T, E> Fallible for Result<T, E> {
    type Value = T;
    type Error = E;

    fn into_result(self, respond: impl FnOnce(E) -> Response) -> Result<T, Refusal> {
        self.map_err(|error| Refusal::answer(respond(error)))
    }
}

/// Knows how to clone a `T`. If `T` is `Clone`, the inherent constant comes before that of [`NotClone`], so one expression
/// serves for both.
pub struct Sharing<T>(PhantomData<T>);

impl<T: Clone> Sharing<T> {
    /// `Clone::clone`.
    pub const CLONE: CloneOf<T> = Some(T::clone);
}

/// See [`Sharing`].
pub trait NotClone<T> {
    /// `None`, since `T` is not `Clone`.
    const CLONE: CloneOf<T> = None;
}

impl<T> NotClone<T> for Sharing<T> {}

/// Knows whether a type is a `Result`, as [`Sharing`] knows how to clone.
pub struct Returned<T>(PhantomData<T>);

impl<T, E> Returned<Result<T, E>> {
    /// The type is a `Result`.
    pub const IS_RESULT: bool = true;
}

/// See [`Returned`].
pub trait NotResult {
    /// The type is not a `Result`.
    const IS_RESULT: bool = false;
}

impl<T> NotResult for Returned<T> {}

/// Returns the entry of a nested list.
pub const fn nest(prefix: &'static str, routes: Routes) -> Route {
    Route::Nest(prefix, routes.entries)
}

/// Returns an entry with the dependencies that are resolved before each of its operations.
pub const fn guarded(needs: &'static [Need], run: GuardFn, route: &'static Route) -> Route {
    Route::Guarded(Guard { needs, run }, route)
}

/// Returns the number of slots that [`faults`] needs.
pub const fn faults_size(routes: Routes) -> usize {
    crate::check::size(routes.entries)
}

/// Finds the fault of each entry of a list.
pub const fn faults<const N: usize>(routes: Routes) -> [Option<Fault>; N] {
    crate::check::routes(routes.entries)
}

/// Finds the fault of each entry of a list under the stricter rules of `secured_routes!`.
pub const fn strict_faults<const N: usize>(routes: Routes) -> [Option<Fault>; N] {
    crate::check::strict(routes.entries)
}

/// Reports the fault of one entry.
///
/// # Panics
///
/// Panics while the program is compiled, if the entry has a fault.
#[track_caller]
pub const fn check_entry(routes: Routes, faults: &[Option<Fault>], at: usize) {
    crate::check::entry(routes.entries, faults, at);
}

/// Returns a list, with the module in which it is written, and whether that module is in a program and not in a library.
pub const fn routes(module: &'static str, is_in_program: bool, entries: &'static [Route]) -> Routes {
    Routes { entries, module, is_in_program }
}

/// Placeholders for an item that was reported as wrong. The checks recognize a placeholder by its missing name.
pub mod broken {
    use crate::graph::{Answers, Dependency as Node, Id, Method, Operation as Description};
    use crate::response::Refusal;

    /// An operation.
    pub const OPERATION: Description = Description::new(Id::broken(), Method::Get, "/", &Answers::Nothing);

    /// A dependency.
    pub const DEPENDENCY: Node = Node::declared(Id::broken(), &Answers::Nothing, true);

    /// Never completes. It is called in place of a handler.
    pub fn call() -> crate::HandlerFuture {
        Box::pin(std::future::pending())
    }

    /// Never completes.
    ///
    /// # Errors
    ///
    /// Never.
    pub async fn never<T>() -> Result<T, Refusal> {
        std::future::pending().await
    }
}
