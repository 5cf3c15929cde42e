use syn::{Expr, Lit};

use crate::errors::Errors;
use crate::model::{Origin, Parameter};
use crate::syntax::Ask;

/// Checks that each scope is `1*( %x21 / %x23-5B / %x5D-7E )` (RFC 6749, section 3.3). This is printable ASCII without the
/// space that separates scopes, the quote and the backslash.
pub(super) fn check(parameters: &[Parameter], errors: &mut Errors) {
    for parameter in parameters {
        let Origin::Dependency(Ask { scopes, .. }) = &parameter.origin else {
            continue;
        };
        for scope in scopes {
            let Expr::Lit(literal) = scope else { continue };
            let Lit::Str(text) = &literal.lit else { continue };
            let text = text.value();
            let is_token =
                !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\');
            if !is_token {
                errors.push_at(
                    "scope_not_declared",
                    scope,
                    format_args!("`{text}` is not a scope"),
                    "a scope is printable ASCII without spaces, quotes and backslashes: `users:read`",
                );
            }
        }
    }
}
