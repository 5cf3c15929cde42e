//! The steps of every macro: parse, model, check, expand. Mistakes are collected along the way, and the item is always
//! printed, so that one mistake causes one error.

use proc_macro2::{Span, TokenStream, TokenTree};

use crate::errors::Errors;
use crate::model::{Alternatives, Dependency, Method, Operation, Record, Routes, Scheme, krate_or_default};
use crate::syntax::{
    AlternativesItem, DependencyArguments, FieldsItem, Function, OperationArguments, RouteList, SchemeItem,
    WrapperItem,
};
use crate::{check, expand, identity};

pub(crate) fn operation(method: Method, arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let written = arguments.clone();
    let arguments = OperationArguments::parse(arguments, &method.attribute(), &mut errors);
    let krate = krate_or_default(arguments.krate.clone());
    let Some(function) = Function::parse(item.clone(), &mut errors) else {
        return join(item, errors);
    };
    let operation = Operation::new(method, arguments, &function, &mut errors);
    if let Some(operation) = &operation {
        check::operation(operation, &mut errors);
    }
    match (operation, errors.gate()) {
        (Some(operation), Ok(())) => {
            let declaration = identity::declaration(&function.signature.ident, &written, &item);
            expand::operation(&function, &operation, declaration)
        }
        _ => join(expand::broken_operation(&function, &krate), errors),
    }
}

/// Reports that an operation cannot have the method `TRACE`.
pub(crate) fn trace(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    errors.push(
        "no_trace",
        Span::call_site(),
        "`trace` is not supported: its response repeats the request, `Authorization` included, to everyone who can read it",
        "use another method, or let a proxy in front answer it",
    );
    let krate = krate_or_default(OperationArguments::parse(arguments, "trace", &mut errors).krate);
    match Function::parse(item.clone(), &mut errors) {
        Some(function) => join(expand::broken_operation(&function, &krate), errors),
        None => join(item, errors),
    }
}

pub(crate) fn dependency(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    if is_struct(&item) {
        return wrapper(arguments, item, errors);
    }
    let written = arguments.clone();
    let arguments = DependencyArguments::parse(arguments, false, &mut errors);
    let Some(function) = Function::parse(item.clone(), &mut errors) else {
        return join(item, errors);
    };
    let dependency = Dependency::new(arguments, &function, &mut errors);
    check::dependency(&dependency, &mut errors);
    match errors.gate() {
        Ok(()) => {
            let declaration = identity::declaration(&function.signature.ident, &written, &item);
            expand::dependency(&function, &dependency, declaration)
        }
        Err(()) => join(expand::broken_dependency(&function, &dependency), errors),
    }
}

fn is_struct(item: &TokenStream) -> bool {
    let words = item.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word.to_string()),
        _ => None,
    });
    words.into_iter().find(|word| word == "struct" || word == "fn").is_some_and(|word| word == "struct")
}

/// Expands a struct that is another name for the value of a dependency.
fn wrapper(arguments: TokenStream, item: TokenStream, mut errors: Errors) -> TokenStream {
    if arguments.is_empty() {
        errors.push(
            "unsupported_item",
            Span::call_site(),
            "this struct does not name its dependency",
            "write `#[dependency(get_user)]`, or `#[derive(Dependency)]` for a struct of several",
        );
        return join(item, errors);
    }
    let written = arguments.clone();
    let arguments = DependencyArguments::parse(arguments, true, &mut errors);
    let wrapper = WrapperItem::parse(item.clone(), &mut errors);
    match (wrapper, arguments.ask, errors.gate()) {
        (Some(wrapper), Some(ask), Ok(())) => {
            let declaration = identity::declaration(&wrapper.item.ident, &written, &item);
            expand::wrapper(&wrapper, &ask, &krate_or_default(arguments.krate), declaration)
        }
        _ => join(item, errors),
    }
}

pub(crate) fn record(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(parsed) = FieldsItem::parse(item.clone(), &mut errors) else {
        return errors.into_compile_errors();
    };
    let record = Record::new(parsed, &mut errors);
    check::record(&record, &mut errors);
    match errors.gate() {
        Ok(()) => {
            let declaration = identity::declaration(&record.name, &TokenStream::new(), &item);
            expand::record(&record, declaration)
        }
        Err(()) => join(expand::broken_type(&record.name, &record.krate), errors),
    }
}

pub(crate) fn alternatives(item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    let Some(parsed) = AlternativesItem::parse(item.clone(), &mut errors) else {
        return errors.into_compile_errors();
    };
    let alternatives = Alternatives::new(parsed);
    match errors.gate() {
        Ok(()) => {
            let declaration = identity::declaration(&alternatives.name, &TokenStream::new(), &item);
            expand::alternatives(&alternatives, declaration)
        }
        Err(()) => join(expand::broken_type(&alternatives.name, &alternatives.krate), errors),
    }
}

pub(crate) fn scheme(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let mut errors = Errors::default();
    match SchemeItem::parse(arguments.clone(), item.clone(), &mut errors) {
        Some(parsed) => {
            let declaration = identity::declaration(&parsed.item.ident, &arguments, &item);
            join(expand::scheme(&Scheme::new(parsed), declaration), errors)
        }
        None => join(item, errors),
    }
}

/// Expands a list of routes. The rules of `secured_routes!` apply to a `strict` list.
pub(crate) fn routes(entries: TokenStream, strict: bool) -> TokenStream {
    let mut errors = Errors::default();
    let routes = Routes::new(RouteList::parse(entries, &mut errors), strict);
    check::routes(&routes, &mut errors);
    match errors.gate() {
        Ok(()) => expand::routes(&routes),
        Err(()) => expand::broken_routes(&routes.krate, errors),
    }
}

fn join(mut item: TokenStream, errors: Errors) -> TokenStream {
    item.extend(errors.into_compile_errors());
    item
}
