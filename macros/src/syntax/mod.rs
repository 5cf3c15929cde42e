//! Turns tokens into syntax: the user's own code, with the nodes to underline. This step decides nothing.

mod arguments;
mod ask;
mod derived;
mod function;
mod path_template;
mod place;
mod routes;
mod scheme;
mod source;

pub(crate) use arguments::{DependencyArguments, OperationArguments};
pub(crate) use ask::Ask;
pub(crate) use derived::{AlternativesItem, FieldsItem, WrapperItem};
pub(crate) use function::{Argument, Function};
pub(crate) use path_template::PathTemplate;
pub(crate) use place::{Place, choices};
pub(crate) use routes::{Entry, Listed, RouteList};
pub(crate) use scheme::SchemeItem;
pub(crate) use source::Source;
