use proc_macro2::Ident;
use syn::{Expr, Type};

use crate::errors::Errors;
use crate::syntax::{Argument, Source};

/// An argument, and where its value comes from.
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) origin: Origin,
}

pub(crate) enum Origin {
    /// A dependency, asked for with these scopes.
    Dependency { path: Box<Type>, scopes: Vec<Expr> },
    /// The path.
    Path,
    /// The query.
    Query,
}

impl Parameter {
    /// Finds out where an argument comes from; `template` has the names of the path parameters. Rule
    /// `parameter-without-source`.
    pub(super) fn new(argument: &Argument, template: &[String], errors: &mut Errors) -> Option<Self> {
        let name = &argument.name;
        let origin = match &argument.source {
            Some(Source::Depends(None)) => {
                Origin::Dependency { path: Box::new(argument.ty.clone()), scopes: Vec::new() }
            }
            Some(Source::Depends(Some(path))) => {
                Origin::Dependency { path: path.clone(), scopes: Vec::new() }
            }
            Some(Source::Security { dependency, scopes }) => {
                Origin::Dependency { path: dependency.clone(), scopes: scopes.clone() }
            }
            Some(Source::Path) => Origin::Path,
            Some(Source::Query) => Origin::Query,
            Some(Source::Wrong) => return None,
            None if template.contains(&wire_name(name)) => Origin::Path,
            None => {
                errors.push(
                    name.span(),
                    format_args!("nothing says where `{name}` comes from"),
                    format_args!(
                        "{}, or put `{{{}}}` into the path",
                        crate::syntax::CHOICES.replace("the argument", &format!("`{name}`")),
                        wire_name(name)
                    ),
                );
                return None;
            }
        };
        Some(Self { name: name.clone(), ty: argument.ty.clone(), origin })
    }

    /// Whether a request may lack it: an `Option` says so.
    pub(crate) fn is_optional(&self) -> bool {
        is_named(&self.ty, "Option")
    }

    /// Whether any text will do.
    pub(crate) fn is_text(&self) -> bool {
        is_named(&self.ty, "String")
    }

    /// The name in the request.
    pub(crate) fn wire_name(&self) -> String {
        wire_name(&self.name)
    }
}

/// `r#type` is `type` in a request.
fn wire_name(name: &Ident) -> String {
    syn::ext::IdentExt::unraw(name).to_string()
}

/// Whether the last segment of a type is this name.
pub(super) fn is_named(ty: &Type, name: &str) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| segment.ident == name),
        _ => false,
    }
}
