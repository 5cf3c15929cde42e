use syn::ext::IdentExt;
use syn::parse::Parser;
use syn::{Ident, LitStr};

use crate::errors::Errors;

/// The path of an operation, with the names between its braces.
pub(crate) struct PathTemplate {
    pub(crate) literal: LitStr,
    pub(crate) parameters: Vec<String>,
    /// Whether a parameter may be missing from `parameters`, because a segment was reported as wrong.
    pub(crate) is_broken: bool,
}

impl PathTemplate {
    /// Parses a template, and records its mistakes.
    pub(crate) fn parse(literal: LitStr, errors: &mut Errors) -> Self {
        let text = literal.value();
        if !text.starts_with('/') {
            errors.push(
                "path_template",
                literal.span(),
                format_args!("the path `{text}` does not start with `/`"),
                format_args!("write `\"/{text}\"`"),
            );
        }
        if let Some(wrong) = text.chars().find(|c| matches!(c, '?' | '#') || c.is_control()) {
            errors.push(
                "path_template",
                literal.span(),
                format_args!("the path `{text}` holds `{}`, which no path does", wrong.escape_debug()),
                "declare query parameters as arguments: `#[query] page: u32`",
            );
        }
        if text.contains('%') {
            errors.push(
                "path_template",
                literal.span(),
                format_args!(
                    "the path `{text}` is percent-encoded, and a request's is compared once it is decoded"
                ),
                "write the characters themselves: `\"/café\"` for `\"/caf%C3%A9\"`",
            );
        }
        let (mut parameters, mut is_broken) = (Vec::new(), false);
        for segment in text.split('/') {
            if let Some(parameter) = of_another_framework(segment) {
                is_broken = true;
                errors.push(
                    "path_template",
                    literal.span(),
                    format_args!("the segment `{segment}` of the path is not how a parameter is written"),
                    format_args!("write `{{{parameter}}}`; its type is that of the argument"),
                );
                continue;
            }
            if let Err(what) = parse_segment(segment, &mut parameters) {
                is_broken = true;
                errors.push(
                    "path_template",
                    literal.span(),
                    format_args!("the segment `{segment}` of the path {what}"),
                    "a parameter is a whole segment, `{id}`, or the rest of the path, `{*rest}`",
                );
            }
        }
        Self { literal, parameters, is_broken }
    }
}

/// Returns the parameter that is meant by `:id`, `*rest`, `<id>`, `<int:id>`, `{id:int}` or `{rest:path}`.
fn of_another_framework(segment: &str) -> Option<String> {
    let between = |open, close| segment.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    let (name, of) = if let Some(name) = segment.strip_prefix(':') {
        (name, "")
    } else if let Some(name) = segment.strip_prefix('*') {
        (name, "path")
    } else if let Some(inner) = between('<', '>') {
        inner.split_once(':').map_or((inner, ""), |(of, name)| (name, of))
    } else {
        between('{', '}')?.split_once(':')?
    };
    let name = name.trim();
    Ident::parse_any.parse_str(name).ok()?;
    Some(if of.trim() == "path" { format!("*{name}") } else { name.to_owned() })
}

/// Parses one segment: literal text, in which `{{` and `}}` mean braces, or a parameter. A parameter with text beside it is
/// refused: it would take some of the paths of other templates, and nothing compares such templates.
fn parse_segment(segment: &str, parameters: &mut Vec<String>) -> Result<(), &'static str> {
    let mut rest = segment;
    while let Some(at) = rest.find(['{', '}']) {
        let here = &rest[at..];
        if here.starts_with("{{") || here.starts_with("}}") {
            rest = &here[2..];
            continue;
        }
        let Some((placeholder, after)) = here.strip_prefix('{').and_then(|inner| inner.split_once('}'))
        else {
            return Err("has an unpaired brace");
        };
        let name = placeholder.strip_prefix('*').unwrap_or(placeholder);
        if Ident::parse_any.parse_str(name).is_err() {
            return Err("has a parameter without a name");
        }
        if here.len() < segment.len() || !after.is_empty() {
            return Err("is more than a parameter");
        }
        if parameters.iter().any(|other| other == name) {
            return Err("repeats a parameter");
        }
        parameters.push(name.to_owned());
        rest = after;
    }
    Ok(())
}
