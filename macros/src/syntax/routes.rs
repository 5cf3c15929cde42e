use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Path, Token, parenthesized};

use super::arguments::krate;
use crate::errors::Errors;

/// What stands in `routes![..]`.
pub(crate) struct RouteList {
    pub(crate) krate: Option<Path>,
    pub(crate) entries: Vec<(Vec<Attribute>, Entry)>,
}

pub(crate) enum Entry {
    /// The name of a handler.
    Operation(Path),
    /// `nest("/prefix", ROUTES)`.
    Nest(Box<Expr>, Box<Expr>),
}

impl RouteList {
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Option<Self> {
        errors.take(
            (|input: ParseStream<'_>| {
                let mut path = None;
                if input.peek(Token![crate]) && input.peek2(Token![=]) {
                    input.parse::<Token![crate]>()?;
                    path = Some(krate(input)?);
                    if !input.is_empty() {
                        input.parse::<Token![,]>()?;
                    }
                }
                let entry = |input: ParseStream<'_>| Ok((Attribute::parse_outer(input)?, input.parse()?));
                let entries = Punctuated::<_, Token![,]>::parse_terminated_with(input, entry)?;
                Ok(Self { krate: path, entries: entries.into_iter().collect() })
            })
            .parse2(tokens),
        )
    }
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let path: Path = input.call(Path::parse_mod_style)?;
        if !input.peek(syn::token::Paren) {
            return Ok(Self::Operation(path));
        }
        if !path.is_ident("nest") {
            return Err(syn::Error::new_spanned(
                path,
                "an entry is the name of a handler or `nest(\"/prefix\", ROUTES)`\nhelp: leave out what stands in parentheses",
            ));
        }
        let inner;
        parenthesized!(inner in input);
        let prefix = Box::new(inner.parse()?);
        inner.parse::<Token![,]>()?;
        let routes = Box::new(inner.parse()?);
        inner.parse::<Option<Token![,]>>()?;
        Ok(Self::Nest(prefix, routes))
    }
}
