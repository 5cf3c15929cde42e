//! Turns the model into tokens. This step cannot fail. Each printed item has one function.

mod asks;
mod dependency;
mod derived;
mod fallback;
mod function;
mod operation;
mod parameters;
mod paths;
mod routes;
mod scheme;

pub(crate) use dependency::dependency;
pub(crate) use derived::{alternatives, record, wrapper};
pub(crate) use fallback::{broken_dependency, broken_operation, broken_routes, broken_type};
pub(crate) use operation::operation;
pub(crate) use routes::routes;
pub(crate) use scheme::scheme;
