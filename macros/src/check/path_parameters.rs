use proc_macro2::Ident;

use crate::errors::{Errors, did_you_mean};
use crate::model::{Operation, Parameter};

/// Checks the rules `path-parameter-unknown` and `path-parameter-unused`, as far as the operation alone can tell.
///
/// A dependency may take a parameter in an argument of its own. So the graph is searched for the parameters that an operation
/// with dependencies does not take itself.
pub(super) fn check(operation: &Operation, errors: &mut Errors) {
    let unused = operation.unused_path_parameters();
    let mut unknown =
        operation.parameters.iter().filter(|parameter| is_unknown(parameter, operation)).peekable();
    // An unknown parameter counts as an unused one with a wrong name, so only one mistake is reported.
    if unknown.peek().is_none() && !operation.has_dependencies() {
        for name in &unused {
            errors.push(
                "path_parameter_unused",
                operation.path.literal.span(),
                format_args!("no argument takes the path parameter `{name}`"),
                format_args!("add the argument `{name}: String`, or another type that it should be"),
            );
        }
    }
    for parameter in unknown {
        push_unknown(&parameter.name, &parameter.wire_name(), operation, &unused, errors);
    }
}

fn is_unknown(parameter: &Parameter, operation: &Operation) -> bool {
    parameter.is_in_own_path() && !operation.path.parameters.contains(&parameter.wire_name())
}

fn push_unknown(name: &Ident, written: &str, operation: &Operation, unused: &[&str], errors: &mut Errors) {
    let path = operation.path.literal.value();
    let meant = match unused {
        [only] => format!("; did you mean `{only}`?"),
        _ => did_you_mean(written, unused.iter().copied()),
    };
    errors.push(
        "path_parameter_unknown",
        name.span(),
        format_args!("the path `{path}` has no parameter `{written}`{meant}"),
        format_args!(
            "put `{{{written}}}` into the path, or write `#[path(prefix)]` when the prefix of a nested list has it"
        ),
    );
}
