use crate::errors::Errors;
use crate::model::{Operation, Origin};

/// Rule `path-parameter-unused`: a parameter of the path that no argument takes. A dependency may take it, but
/// then by an argument of its own name, which this item cannot see: so an operation without dependencies only.
pub(super) fn check(operation: &Operation, errors: &mut Errors) {
    let is_dependency = |origin: &Origin| matches!(origin, Origin::Dependency { .. });
    if operation.parameters.iter().any(|parameter| is_dependency(&parameter.origin)) {
        return;
    }
    for name in &operation.path.parameters {
        let taken = operation
            .parameters
            .iter()
            .any(|parameter| matches!(parameter.origin, Origin::Path) && parameter.wire_name() == *name);
        if !taken {
            errors.push(
                operation.path.literal.span(),
                format_args!("no argument takes the path parameter `{name}`"),
                format_args!("add the argument `{name}: String`, or another type that it should be"),
            );
        }
    }
}
