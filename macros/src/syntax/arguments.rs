use proc_macro2::{Span, TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Expr, Ident, LitBool, LitInt, LitStr, Path, Token};

use super::{Ask, PathTemplate};
use crate::errors::{Errors, did_you_mean, error};

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
    pub(crate) depends: Vec<Ask>,
    /// The reason why every client may call the operation.
    pub(crate) public: Option<LitStr>,
    /// The reason why the operation may require less than another operation whose requests it takes.
    pub(crate) shadows: Option<LitStr>,
    pub(crate) krate: Option<Path>,
}

/// The arguments of `#[dependency]`.
#[derive(Default)]
pub(crate) struct DependencyArguments {
    /// The dependency that a struct is another name for.
    pub(crate) ask: Option<Ask>,
    pub(crate) errors: Vec<(LitInt, LitStr)>,
    pub(crate) krate: Option<Path>,
}

const OPERATION_KEYS: [&str; 12] = [
    "depends",
    "tags",
    "summary",
    "description",
    "operation_id",
    "status",
    "deprecated",
    "include_in_schema",
    "errors",
    "public",
    "shadows",
    "crate",
];

/// A key that users of another framework may expect, and the text to write instead.
pub(super) type Habit = (&'static str, &'static str);

/// The keys that users of FastAPI may expect.
const HABITS: [Habit; 5] = [
    ("dependencies", "write `depends(verify_key)`"),
    ("status_code", "write `status = 201`"),
    ("response_model", "leave it out: the return type says it, `-> Json<Item>`"),
    ("responses", "write `errors(404 = \"No such item\")`"),
    ("name", "leave it out: the name of the function is the name"),
];

impl OperationArguments {
    pub(crate) fn parse(tokens: TokenStream, method: &str, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        if tokens.is_empty() {
            errors.push(
                "path_template",
                Span::call_site(),
                "the path is missing",
                format_args!("write `#[{method}(\"/items/\")]`"),
            );
            return arguments;
        }
        let parsed = (|input: ParseStream<'_>| {
            match path(input, method) {
                Ok(path) => arguments.path = Some(PathTemplate::parse(path, errors)),
                Err(wrong) => {
                    errors.take::<()>(Err(wrong));
                    // The expansion after this error needs `crate`, so the keys are parsed. Other mistakes are reported
                    // once there is a path.
                    let read = |key: &Ident, input: ParseStream<'_>| arguments.parse_value(key, input);
                    let _ = each_key(input, &OPERATION_KEYS, &[], &mut Errors::default(), read);
                    return input.parse::<TokenStream>().map(drop);
                }
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
            each_key(input, &OPERATION_KEYS, &HABITS, errors, |key, input| arguments.parse_value(key, input))
        })
        .parse2(tokens);
        errors.take(parsed);
        arguments
    }

    fn parse_value(&mut self, key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        match key.to_string().as_str() {
            "tags" => self.tags = list(input)?,
            "summary" => self.summary = Some(value(input)?),
            "description" => self.description = Some(value(input)?),
            "operation_id" => self.operation_id = Some(value(input)?),
            "status" => self.status = Some(status(value(input)?)?),
            "deprecated" => self.deprecated = Some(flag(input)?),
            "include_in_schema" => self.include_in_schema = Some(flag(input)?),
            "errors" => self.errors = named_errors(input)?,
            "public" => self.public = Some(reason(input, key)?),
            "shadows" => self.shadows = Some(reason(input, key)?),
            "depends" => self.depends = Ask::parse_list(input)?,
            _ => self.krate = Some(krate(input)?),
        }
        Ok(())
    }
}

/// Parses the path, which comes first.
fn path(input: ParseStream<'_>, method: &str) -> syn::Result<LitStr> {
    input.parse().map_err(|_| {
        error(
            "path_template",
            input.span(),
            "the path comes first, as a literal",
            format_args!("write `#[{method}(\"/items/\", ..)]`"),
        )
    })
}

impl DependencyArguments {
    /// Parses the arguments. Those of a struct start with the dependency that the struct is another name for.
    pub(crate) fn parse(tokens: TokenStream, of_struct: bool, errors: &mut Errors) -> Self {
        let mut arguments = Self::default();
        let parsed = (|input: ParseStream<'_>| {
            if of_struct {
                arguments.ask = Some(Ask::parse_one(input)?);
                input.parse::<Option<Token![,]>>()?;
            }
            each_key(input, &["errors", "crate"], &[], errors, |key, input| {
                match key.to_string().as_str() {
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

/// Parses `key ..` pairs up to the end, and continues after a wrong one. Reports violations of the rule `unknown-key`.
pub(super) fn each_key(
    input: ParseStream<'_>,
    keys: &[&str],
    habits: &[Habit],
    errors: &mut Errors,
    mut read: impl FnMut(&Ident, ParseStream<'_>) -> syn::Result<()>,
) -> syn::Result<()> {
    let mut seen: Vec<String> = Vec::new();
    while !input.is_empty() {
        let key: Ident = syn::ext::IdentExt::parse_any(input)?;
        let text = key.to_string();
        if !keys.contains(&text.as_str()) {
            push_unknown(&key, keys, habits, errors);
            skip_value(input)?;
        } else if seen.contains(&text) {
            errors.push(
                "unknown_key",
                key.span(),
                format_args!("`{text}` is given twice"),
                "remove one of the two",
            );
            skip_value(input)?;
        } else if let Err(wrong) = read(&key, input) {
            errors.take::<()>(Err(wrong));
            skip_value(input)?;
        }
        seen.push(text);
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

fn push_unknown(key: &Ident, keys: &[&str], habits: &[Habit], errors: &mut Errors) {
    let text = key.to_string();
    let habit = habits.iter().find(|(name, _)| *name == text);
    let meant = if habit.is_some() { String::new() } else { did_you_mean(&text, keys.iter().copied()) };
    let help = match habit {
        Some((_, help)) => (*help).to_owned(),
        None => format!("the keys are `{}`", keys.join("`, `")),
    };
    errors.push("unknown_key", key.span(), format_args!("unknown key `{text}`{meant}"), help);
}

/// Skips the tokens up to the next comma, which belong to a wrong key or entry.
pub(super) fn skip_value(input: ParseStream<'_>) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}

fn value<T: syn::parse::Parse>(input: ParseStream<'_>) -> syn::Result<T> {
    input.parse::<Token![=]>()?;
    input.parse()
}

/// Parses the reason of `public = "load balancers ask without credentials"`.
fn reason(input: ParseStream<'_>, key: &Ident) -> syn::Result<LitStr> {
    if !input.peek(Token![=]) {
        return Err(error(
            "public_reason",
            key.span(),
            format_args!("`{key}` has no reason"),
            format_args!("say why, for reviewers: `{key} = \"..\"`"),
        ));
    }
    value(input)
}

/// Parses a flag: `deprecated`, or `deprecated = false`.
fn flag(input: ParseStream<'_>) -> syn::Result<bool> {
    if input.peek(Token![=]) { Ok(value::<LitBool>(input)?.value) } else { Ok(true) }
}

fn list(input: ParseStream<'_>) -> syn::Result<Vec<Expr>> {
    input.parse::<Token![=]>()?;
    let inner;
    syn::bracketed!(inner in input);
    Ok(Punctuated::<Expr, Token![,]>::parse_terminated(&inner)?.into_iter().collect())
}

/// Parses the list of `errors(400 = "Inactive user")`.
fn named_errors(input: ParseStream<'_>) -> syn::Result<Vec<(LitInt, LitStr)>> {
    let inner;
    syn::parenthesized!(inner in input);
    let pair = |input: ParseStream<'_>| Ok((input.parse()?, value(input)?));
    let pairs = inner.parse_terminated(pair, Token![,])?;
    pairs.into_iter().map(|(literal, meaning)| Ok((status(literal)?, meaning))).collect()
}

fn status(literal: LitInt) -> syn::Result<LitInt> {
    match literal.base10_parse::<u16>() {
        Ok(200..=599) => Ok(literal),
        _ => Err(error(
            "unknown_key",
            literal.span(),
            format_args!("`{literal}` is not a status"),
            "write one of 200 to 599",
        )),
    }
}

/// Parses the path of `crate = "::renamed"`.
pub(super) fn krate(input: ParseStream<'_>) -> syn::Result<Path> {
    value::<LitStr>(input)?.parse()
}
