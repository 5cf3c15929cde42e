use syn::{Expr, Lit};

use crate::errors::Errors;
use crate::model::Routes;
use crate::syntax::{Entry, PathTemplate};

/// Checks the rule `path-template` for the prefixes of nested lists that are written as literals.
pub(super) fn check(routes: &Routes, errors: &mut Errors) {
    for (_, entry) in &routes.entries {
        let Entry::Nest(prefix, ..) = entry else { continue };
        let Expr::Lit(literal) = &**prefix else { continue };
        let Lit::Str(literal) = &literal.lit else { continue };
        if literal.value().is_empty() {
            continue;
        }
        if literal.value().ends_with('/') {
            errors.push(
                "path_template",
                literal.span(),
                "a prefix does not end with `/`: the paths below it start with one",
                format_args!("write `\"{}\"`", literal.value().trim_end_matches('/')),
            );
            continue;
        }
        PathTemplate::parse(literal.clone(), errors);
    }
}
