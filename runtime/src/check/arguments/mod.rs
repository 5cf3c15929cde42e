//! The rules for the needs of one operation or one dependency, in the order of its arguments.

pub(super) mod alternatives;
mod argument;
mod judged;
pub(super) mod path_parameter;
pub(super) mod public;
mod scope;
mod value;

pub(super) use argument::is_reported_as_too_large;
pub(crate) use argument::{Of, argument};
pub(crate) use judged::judged;
pub use scope::scope;
pub use value::value;
