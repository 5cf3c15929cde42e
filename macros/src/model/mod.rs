//! Turns syntax into the user's intention, in the terms of the graph. This step prints no tokens.

mod dependency;
mod derived;
mod method;
mod operation;
mod parameter;
mod routes;
mod scheme;

pub(crate) use dependency::Dependency;
pub(crate) use derived::{Alternatives, Record};
pub(crate) use method::Method;
pub(crate) use operation::Operation;
pub(crate) use parameter::{Origin, Parameter, is_named};
pub(crate) use routes::Routes;
pub(crate) use scheme::Scheme;

use syn::{Path, ReturnType, Type, parse_quote};

/// Returns the path to the runtime crate, which is `::portcullis` unless the user gives another one.
pub(crate) fn krate_or_default(path: Option<Path>) -> Path {
    path.unwrap_or_else(|| parse_quote!(::portcullis))
}

/// Returns the return type of a function.
fn returned(output: &ReturnType) -> Type {
    match output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => (**ty).clone(),
    }
}
