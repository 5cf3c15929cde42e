use crate::errors::Errors;
use crate::model::Operation;

/// What the runtime reads for one operation is a tuple, and a trait is implemented for so many.
const MOST: usize = 16;

/// Rule `unsupported-item`, as far as the number of arguments goes.
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
