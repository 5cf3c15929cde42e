//! The rules that one item alone can break, one function per rule.

mod bodies;
mod count;
mod headers;
mod owned;
mod path_parameters;
mod prefixes;
mod reasons;
mod scope_tokens;

use crate::errors::Errors;
use crate::model::{Dependency, Operation, Record, Routes};

pub(crate) fn operation(operation: &Operation, errors: &mut Errors) {
    bodies::check(&operation.parameters, errors);
    headers::check(&operation.parameters, errors);
    owned::check(&operation.parameters, errors);
    count::check(operation, errors);
    path_parameters::check(operation, errors);
    reasons::check(operation, errors);
    scope_tokens::check(&operation.parameters, errors);
}

pub(crate) fn dependency(dependency: &Dependency, errors: &mut Errors) {
    bodies::check(&dependency.parameters, errors);
    headers::check(&dependency.parameters, errors);
    owned::check(&dependency.parameters, errors);
    scope_tokens::check(&dependency.parameters, errors);
}

pub(crate) fn record(record: &Record, errors: &mut Errors) {
    bodies::check(&record.parameters, errors);
    headers::check(&record.parameters, errors);
    scope_tokens::check(&record.parameters, errors);
}

pub(crate) fn routes(routes: &Routes, errors: &mut Errors) {
    prefixes::check(routes, errors);
    count::check_guards(routes, errors);
}
