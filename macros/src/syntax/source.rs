use syn::parse::ParseStream;
use syn::{Attribute, Ident, Meta};

use super::Ask;
use super::place::{Place, choices, source_meant, sources};
use crate::errors::{Errors, did_you_mean, error};

/// The source of an argument, as its attribute declares it.
pub(crate) enum Source {
    /// `#[depends(path)]`, or `#[depends]` for the argument's own type.
    Depends(Option<Ask>),
    /// `#[security(path, scopes = [..])]`.
    Security(Ask),
    /// A place, such as `#[query]`. `#[path(prefix)]` is for a parameter in the prefix of a list.
    Part { place: &'static Place, of_prefix: bool },
    /// `#[body]`.
    Body,
    /// A wrong attribute, which has already been reported.
    Wrong,
}

/// The attributes on an argument or a field that belong to rustc or to other derives.
const BUILT_IN: [&str; 11] =
    ["allow", "warn", "deny", "forbid", "expect", "cfg", "cfg_attr", "doc", "serde", "schemars", "default"];

impl Source {
    /// Removes our attributes from an argument and parses them. At most one is allowed.
    pub(super) fn take(attributes: &mut Vec<Attribute>, errors: &mut Errors) -> Option<Self> {
        let is_ours = |attribute: &Attribute| !BUILT_IN.iter().any(|name| attribute.path().is_ident(name));
        let ours: Vec<Attribute> = attributes.extract_if(.., |attribute| is_ours(attribute)).collect();
        if let Some(second) = ours.get(1) {
            errors.push_at(
                "parameter_without_source",
                second,
                "an argument comes from one place",
                "remove one of the two attributes",
            );
            return Some(Self::Wrong);
        }
        ours.first().map(|attribute| Self::parse(attribute, errors))
    }

    fn parse(attribute: &Attribute, errors: &mut Errors) -> Self {
        let path = attribute.path();
        let name = name_of(attribute);
        let place = Place::find(&name).filter(|place| path.is_ident(place.word));
        let parsed = if path.is_ident("depends") {
            parse_depends(attribute)
        } else if path.is_ident("security") {
            parse_security(attribute)
        } else if let Some(place) = place {
            parse_place(attribute, place)
        } else if path.is_ident("body") {
            attribute.meta.require_path_only().map(|_| Self::Body)
        } else {
            let habit = habit(attribute);
            let meant = if habit.is_some() { String::new() } else { source_meant(&name) };
            errors.push_at(
                "parameter_without_source",
                path,
                format_args!("`{name}` is not a source of an argument{meant}"),
                habit.unwrap_or_else(choices),
            );
            return Self::Wrong;
        };
        errors.take(parsed).unwrap_or(Self::Wrong)
    }
}

fn name_of(attribute: &Attribute) -> String {
    attribute.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// Returns the help for an attribute that is written as in FastAPI: `#[Depends(x)]`.
fn habit(attribute: &Attribute) -> Option<String> {
    let lower = name_of(attribute).to_lowercase();
    let known = sources().any(|word| word == lower) && lower != name_of(attribute);
    let arguments = match &attribute.meta {
        Meta::List(list) => format!("({})", list.tokens),
        _ => String::new(),
    };
    known.then(|| format!("write `#[{lower}{arguments}]`, in lower case"))
}

fn parse_depends(attribute: &Attribute) -> syn::Result<Source> {
    match &attribute.meta {
        Meta::Path(_) => Ok(Source::Depends(None)),
        meta => {
            let list = meta.require_list()?;
            let ask = list.parse_args_with(|input: ParseStream<'_>| Ask::parse(input, false))?;
            Ok(Source::Depends(Some(ask)))
        }
    }
}

fn parse_place(attribute: &Attribute, place: &'static Place) -> syn::Result<Source> {
    let list = match &attribute.meta {
        Meta::List(list) if place.is_path() => list,
        meta => return meta.require_path_only().map(|_| Source::Part { place, of_prefix: false }),
    };
    let word: Ident = list.parse_args()?;
    if word != "prefix" {
        let meant = did_you_mean(&word.to_string(), ["prefix"]);
        return Err(error(
            "unknown_key",
            word.span(),
            format_args!("unknown word `{word}`{meant}"),
            "write `#[path]`, or `#[path(prefix)]` for a parameter of the prefix of a nested list",
        ));
    }
    Ok(Source::Part { place, of_prefix: true })
}

fn parse_security(attribute: &Attribute) -> syn::Result<Source> {
    let list = attribute.meta.require_list()?;
    list.parse_args_with(|input: ParseStream<'_>| Ask::parse(input, true)).map(Source::Security)
}
