use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Ident, Meta, Token, Type};

use crate::errors::Errors;

/// Where an argument comes from, as its attribute says.
pub(crate) enum Source {
    /// `#[depends(path)]`, or `#[depends]` for the argument's own type.
    Depends(Option<Box<Type>>),
    /// `#[security(path, scopes = [..])]`.
    Security { dependency: Box<Type>, scopes: Vec<Expr> },
    /// `#[path]`.
    Path,
    /// `#[query]`.
    Query,
    /// One that was reported already.
    Wrong,
}

/// The attributes that are rustc's own on an argument.
const BUILT_IN: [&str; 8] = ["allow", "warn", "deny", "forbid", "expect", "cfg", "cfg_attr", "doc"];

impl Source {
    /// Takes the attributes of an argument that are not rustc's own; at most one may be there.
    pub(super) fn take(attributes: &mut Vec<Attribute>, errors: &mut Errors) -> Option<Self> {
        let is_ours = |attribute: &Attribute| !BUILT_IN.iter().any(|name| attribute.path().is_ident(name));
        let ours: Vec<Attribute> = attributes.extract_if(.., |attribute| is_ours(attribute)).collect();
        if let Some(second) = ours.get(1) {
            errors.push_at(second, "an argument comes from one place", "remove one of the two attributes");
            return Some(Self::Wrong);
        }
        ours.first().map(|attribute| Self::parse(attribute, errors))
    }

    fn parse(attribute: &Attribute, errors: &mut Errors) -> Self {
        let path = attribute.path();
        let parsed = if path.is_ident("depends") {
            parse_depends(attribute)
        } else if path.is_ident("security") {
            parse_security(attribute)
        } else if path.is_ident("path") {
            attribute.meta.require_path_only().map(|_| Self::Path)
        } else if path.is_ident("query") {
            attribute.meta.require_path_only().map(|_| Self::Query)
        } else {
            errors.push_at(
                path,
                format_args!("`{}` is not a source of an argument", name_of(attribute)),
                habit(attribute).unwrap_or_else(|| CHOICES.into()),
            );
            return Self::Wrong;
        };
        errors.take(parsed).unwrap_or(Self::Wrong)
    }
}

/// The sources there are, for messages.
pub(crate) const CHOICES: &str =
    "write `#[depends(..)]`, `#[security(.., scopes = [..])]`, `#[path]` or `#[query]` before the argument";

fn name_of(attribute: &Attribute) -> String {
    attribute.path().segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default()
}

/// What somebody who comes from FastAPI writes: `#[Depends(x)]`.
fn habit(attribute: &Attribute) -> Option<String> {
    let lower = name_of(attribute).to_lowercase();
    let known = ["depends", "security", "path", "query"].contains(&lower.as_str());
    known.then(|| format!("write `#[{lower}..]`, in lower case"))
}

fn parse_depends(attribute: &Attribute) -> syn::Result<Source> {
    match &attribute.meta {
        Meta::Path(_) => Ok(Source::Depends(None)),
        meta => Ok(Source::Depends(Some(meta.require_list()?.parse_args()?))),
    }
}

fn parse_security(attribute: &Attribute) -> syn::Result<Source> {
    attribute.meta.require_list()?.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        let dependency = input.parse()?;
        let mut scopes = Vec::new();
        if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let key: Ident = input.parse()?;
            if key != "scopes" {
                return Err(syn::Error::new(
                    key.span(),
                    format!("unknown key `{key}`\nhelp: write `scopes = [\"..\"]`"),
                ));
            }
            input.parse::<Token![=]>()?;
            let list;
            syn::bracketed!(list in input);
            scopes = Punctuated::<Expr, Token![,]>::parse_terminated(&list)?.into_iter().collect();
            input.parse::<Option<Token![,]>>()?;
        }
        Ok(Source::Security { dependency, scopes })
    })
}
