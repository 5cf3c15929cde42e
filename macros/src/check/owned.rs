use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::Type;

use crate::errors::Errors;
use crate::model::Parameter;

/// Checks the rule `not-a-parameter`, as far as the type shows a violation. A request does not live as long as its operation,
/// so an argument cannot borrow from the request. A dependency may return a borrow that is `'static`.
pub(super) fn check(parameters: &[Parameter], errors: &mut Errors) {
    for parameter in parameters.iter().filter(|parameter| parameter.is_handed_on) {
        let borrows = borrows(parameter.ty.to_token_stream());
        if borrows == Some(Borrows::Request) || (borrows.is_some() && !parameter.is_dependency()) {
            let name = &parameter.name;
            errors.push_at(
                "not_a_parameter",
                &parameter.ty,
                format_args!("`{name}` borrows, and an argument is owned"),
                help(parameter),
            );
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Borrows {
    /// A borrow that is `'static`.
    Static,
    /// Any other borrow.
    Request,
}

fn borrows(ty: TokenStream) -> Option<Borrows> {
    let (mut found, mut is_reference, mut is_lifetime) = (None, false, false);
    for token in ty {
        let here = match &token {
            TokenTree::Group(group) => borrows(group.stream()),
            TokenTree::Ident(name) if is_lifetime && name == "static" => Some(Borrows::Static),
            TokenTree::Ident(_) if is_lifetime || is_reference => Some(Borrows::Request),
            _ if is_reference && !matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '\'') => {
                Some(Borrows::Request)
            }
            _ => None,
        };
        found = found.max(here);
        let mark = if let TokenTree::Punct(mark) = &token { mark.as_char() } else { ' ' };
        (is_reference, is_lifetime) = (mark == '&', mark == '\'');
    }
    found
}

fn help(parameter: &Parameter) -> String {
    let name = &parameter.name;
    match &parameter.ty {
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => format!("write `{name}: String`"),
            Type::Slice(_) => format!("write `{name}: Vec<..>`"),
            _ => "take it by value, without `&`".to_owned(),
        },
        _ => "take an owned type: `String` for text".to_owned(),
    }
}
