//! What every macro does: parse, model, check, print. Mistakes are collected on the way and the item is
//! printed in any case, so that one mistake is one error.

use proc_macro2::TokenStream;

use crate::errors::Errors;
use crate::model::{Dependency, Method, Operation, Routes, Scheme};
use crate::syntax::{DependencyArguments, Function, OperationArguments, RouteList, SchemeItem};
use crate::{check, expand};

pub(crate) fn operation(method: Method, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let arguments = OperationArguments::parse(arguments, method, &mut errors);
    let Some(function) = Function::parse(item.clone(), &mut errors) else {
        return join(item, errors);
    };
    let operation = Operation::new(method, arguments, &function, &mut errors);
    if let Some(operation) = &operation {
        check::operation(operation, &mut errors);
    }
    match (operation, errors.gate()) {
        (Some(operation), Ok(())) => expand::operation(&function, &operation),
        _ => join(expand::broken_operation(&function), errors),
    }
}

pub(crate) fn dependency(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let arguments = DependencyArguments::parse(arguments, &mut errors);
    let Some(function) = Function::parse(item.clone(), &mut errors) else {
        return join(item, errors);
    };
    let dependency = Dependency::new(arguments, &function, &mut errors);
    check::dependency(&dependency, &mut errors);
    match errors.gate() {
        Ok(()) => expand::dependency(&function, &dependency),
        Err(()) => join(expand::broken_dependency(&function), errors),
    }
}

pub(crate) fn scheme(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let parsed = SchemeItem::parse(arguments, item.clone(), &mut errors);
    match (parsed.map(Scheme::new), errors.gate()) {
        (Some(scheme), Ok(())) => expand::scheme(&scheme),
        _ => join(item, errors),
    }
}

pub(crate) fn routes(entries: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let list = RouteList::parse(entries, &mut errors);
    match (list, errors.gate()) {
        (Some(list), Ok(())) => expand::routes(&Routes::new(list)),
        _ => expand::broken_routes(errors),
    }
}

fn join(mut item: TokenStream, errors: Errors) -> TokenStream {
    item.extend(errors.into_compile_errors());
    item
}
