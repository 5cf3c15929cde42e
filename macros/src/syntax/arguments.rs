use proc_macro2::{Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, LitBool, LitInt, LitStr, Path, Token};

use super::PathTemplate;
use crate::errors::Errors;
use crate::model::Method;

/// The arguments of a method attribute: `#[get("/items/", tags = ["items"])]`.
#[derive(Default)]
pub(crate) struct OperationArguments {
    pub(crate) path: Option<PathTemplate>,
    pub(crate) tags: Vec<Expr>,
    pub(crate) summary: Option<LitStr>,
    pub(crate) description: Option<LitStr>,
    pub(crate) operation_id: Option<LitStr>,
    pub(crate) status: Option<LitInt>,
    pub(crate) deprecated: Option<bool>,
    pub(crate) include_in_schema: Option<bool>,
    pub(crate) errors: Vec<(LitInt, LitStr)>,
    pub(crate) krate: Option<Path>,
}

/// The arguments of `#[dependency]`.
#[derive(Default)]
pub(crate) struct DependencyArguments {
    pub(crate) errors: Vec<(LitInt, LitStr)>,
    pub(crate) krate: Option<Path>,
}

const OPERATION_KEYS: [&str; 9] = [
    "tags",
    "summary",
    "description",
    "operation_id",
    "status",
    "deprecated",
    "include_in_schema",
    "errors",
    "crate",
];

impl OperationArguments {
    pub(crate) fn parse(tokens: TokenStream, method: Method, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        if tokens.is_empty() {
            errors.push(
                Span::call_site(),
                "the path is missing",
                format_args!("write `#[{}(\"/items/\")]`", method.attribute()),
            );
            return arguments;
        }
        let parsed = (|input: ParseStream<'_>| {
            arguments.path = Some(PathTemplate::parse(input.parse()?, errors));
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
            each_key(input, &OPERATION_KEYS, |key, input| arguments.parse_value(key, input))
        })
        .parse2(tokens);
        errors.take(parsed);
        arguments
    }

    fn parse_value(&mut self, key: &str, input: ParseStream<'_>) -> syn::Result<()> {
        match key {
            "tags" => self.tags = list(input)?,
            "summary" => self.summary = Some(value(input)?),
            "description" => self.description = Some(value(input)?),
            "operation_id" => self.operation_id = Some(value(input)?),
            "status" => self.status = Some(status(value(input)?)?),
            "deprecated" => self.deprecated = Some(flag(input)?),
            "include_in_schema" => self.include_in_schema = Some(flag(input)?),
            "errors" => self.errors = named_errors(input)?,
            _ => self.krate = Some(krate(input)?),
        }
        Ok(())
    }
}

impl DependencyArguments {
    pub(crate) fn parse(tokens: TokenStream, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        let parsed = (|input: ParseStream<'_>| {
            each_key(input, &["errors", "crate"], |key, input| {
                match key {
                    "errors" => arguments.errors = named_errors(input)?,
                    _ => arguments.krate = Some(krate(input)?),
                }
                Ok(())
            })
        })
        .parse2(tokens);
        errors.take(parsed);
        arguments
    }
}

/// Reads `key ..` pairs up to the end; rule `unknown-key`.
pub(super) fn each_key(
    input: ParseStream<'_>,
    keys: &[&str],
    mut read: impl FnMut(&str, ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    while !input.is_empty() {
        let key: Ident = syn::ext::IdentExt::parse_any(input)?;
        let text = key.to_string();
        if !keys.contains(&text.as_str()) {
            return Err(syn::Error::new(
                key.span(),
                format!("unknown key `{text}`\nhelp: the keys are `{}`", keys.join("`, `")),
            ));
        }
        read(&text, input)?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

fn value<T: syn::parse::Parse>(input: ParseStream<'_>) -> syn::Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

/// `deprecated`, or `deprecated = false`.
fn flag(input: ParseStream<'_>) -> syn::Result<bool> {
    if input.peek(Token![=]) { Ok(value::<LitBool>(input)?.value) } else { Ok(true) }
}

fn list(input: ParseStream<'_>) -> syn::Result<Vec<Expr>> {
    input.parse::<Token![=]>()?;
    let inner;
    syn::bracketed!(inner in input);
    Ok(Punctuated::<Expr, Token![,]>::parse_terminated(&inner)?.into_iter().collect())
}

/// `errors(400 = "Inactive user")`
fn named_errors(input: ParseStream<'_>) -> syn::Result<Vec<(LitInt, LitStr)>> {
    let inner;
    syn::parenthesized!(inner in input);
    let pair = |input: ParseStream<'_>| Ok((status(input.parse()?)?, value(input)?));
    Ok(inner.parse_terminated(pair, Token![,])?.into_iter().collect())
}

fn status(literal: LitInt) -> syn::Result<LitInt> {
    match literal.base10_parse::<u16>() {
        Ok(200..=599) => Ok(literal),
        _ => Err(syn::Error::new(
            literal.span(),
            format!("`{literal}` is not a status\nhelp: write one of 200 to 599"),
        )),
    }
}

/// `crate = "::renamed"`
pub(super) fn krate(input: ParseStream<'_>) -> syn::Result<Path> {
    value::<LitStr>(input)?.parse()
}
