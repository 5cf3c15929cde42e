use crate::errors::Errors;
use crate::model::{Origin, Parameter};

/// Checks the rule `two-bodies`, as far as one function alone can break it.
pub(super) fn check(parameters: &[Parameter], errors: &mut Errors) {
    let bodies = parameters.iter().filter(|parameter| matches!(parameter.origin, Origin::Body));
    for second in bodies.skip(1) {
        let name = &second.name;
        errors.push(
            "two_bodies",
            name.span(),
            format_args!("`{name}` is a second body, but a request has one"),
            "put both into one struct and take that: `#[body] body: Both`",
        );
    }
}
