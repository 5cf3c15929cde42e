use proc_macro2::{Span, TokenStream};
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Ident, Path, Token, parenthesized};

use super::Ask;
use super::arguments::{krate, skip_value};
use crate::errors::{Errors, error};

/// The contents of `routes![..]`.
pub(crate) struct RouteList {
    pub(crate) krate: Option<Path>,
    /// The dependencies that are resolved before each of the entries.
    pub(crate) depends: Vec<Ask>,
    pub(crate) entries: Vec<Listed>,
}

/// An entry, with the `#[cfg(..)]` before it.
pub(crate) type Listed = (Vec<Attribute>, Entry);

pub(crate) enum Entry {
    /// The name of a handler.
    Operation(Path),
    /// `nest("/prefix", ROUTES)`, perhaps with `depends(..)` at the end.
    Nest(Box<Expr>, Box<Expr>, Vec<Ask>),
}

impl RouteList {
    /// Parses the entries, and continues after a wrong one.
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let (mut path, mut depends, mut entries) = (None, Vec::new(), Vec::new());
        let parsed = (|input: ParseStream<'_>| {
            if input.peek(Token![crate]) && input.peek2(Token![=]) {
                input.parse::<Token![crate]>()?;
                path = Some(krate(input)?);
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            if is_depends(input) {
                input.parse::<Ident>()?;
                depends = Ask::parse_list(input)?;
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            while !input.is_empty() {
                match parse_entry(input) {
                    Ok(entry) => entries.push(entry),
                    Err(wrong) => {
                        errors.take::<()>(Err(wrong));
                        skip_value(input)?;
                    }
                }
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        })
        .parse2(tokens);
        errors.take(parsed);
        Self { krate: path, depends, entries }
    }
}

/// Whether `depends(..)` comes next.
fn is_depends(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    ahead.parse::<Ident>().is_ok_and(|word| word == "depends") && ahead.peek(syn::token::Paren)
}

fn parse_entry(input: ParseStream<'_>) -> syn::Result<(Vec<Attribute>, Entry)> {
    Ok((Attribute::parse_outer(input)?, input.parse()?))
}
impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let wrong = |span: Span| {
            error(
                "not_an_operation",
                span,
                "an entry is the name of a handler or `nest(\"/prefix\", ROUTES)`",
                "write the name alone: `routes![read_items]`",
            )
        };
        let start = input.span();
        let path: Path = input.call(Path::parse_mod_style).map_err(|_| wrong(start))?;
        let is_end = |input: ParseStream<'_>| input.is_empty() || input.peek(Token![,]);
        if !input.peek(syn::token::Paren) {
            return if is_end(input) { Ok(Self::Operation(path)) } else { Err(wrong(start)) };
        }
        if !path.is_ident("nest") {
            return Err(wrong(path.span()));
        }
        let inner;
        parenthesized!(inner in input);
        let prefix: Expr = inner.parse()?;
        inner.parse::<Token![,]>()?;
        let routes = Box::new(inner.parse()?);
        inner.parse::<Option<Token![,]>>()?;
        let mut depends = Vec::new();
        if is_depends(&inner) {
            inner.parse::<Ident>()?;
            depends = Ask::parse_list(&inner)?;
            inner.parse::<Option<Token![,]>>()?;
        }
        Ok(Self::Nest(Box::new(prefix), routes, depends))
    }
}
