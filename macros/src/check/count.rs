use syn::spanned::Spanned;

use crate::errors::Errors;
use crate::model::{Operation, Routes};
use crate::syntax::{Ask, Entry};

/// The largest number of arguments. The runtime reads them as a tuple, and a trait is implemented for tuples of up to this size.
const MOST: usize = 16;

/// Checks the rule `unsupported-item`, for the number of guards of a list.
pub(super) fn check_guards(routes: &Routes, errors: &mut Errors) {
    let nested = routes.entries.iter().filter_map(|(_, entry)| match entry {
        Entry::Nest(_, _, depends) => Some(depends),
        Entry::Operation(_) => None,
    });
    for ask in nested.chain([&routes.depends]).filter_map(|depends: &Vec<Ask>| depends.get(MOST)) {
        errors.push(
            "unsupported_item",
            ask.path.span(),
            format_args!("`depends(..)` takes at most {MOST} dependencies"),
            "make one dependency of those that go together",
        );
    }
}

/// Checks the rule `unsupported-item`, for the number of arguments.
pub(super) fn check(operation: &Operation, errors: &mut Errors) {
    if let Some(parameter) = operation.parameters.get(MOST) {
        errors.push(
            "unsupported_item",
            parameter.name.span(),
            format_args!("an operation has at most {MOST} arguments"),
            format_args!("read `{}` and others in a dependency that returns them together", parameter.name),
        );
    }
}
