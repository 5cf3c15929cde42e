use proc_macro2::Ident;
use syn::spanned::Spanned;
use syn::{PathSegment, Type, TypePath};

use crate::errors::{Errors, did_you_mean};
use crate::syntax::{Argument, Ask, PathTemplate, Place, Source, choices};

/// An argument, and where its value comes from.
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) origin: Origin,
    /// Whether the function takes the value. The value of a dependency that only guards the function is dropped.
    pub(crate) is_handed_on: bool,
}

pub(crate) enum Origin {
    /// A dependency.
    Dependency(Ask),
    /// The scopes that are required.
    Scopes,
    /// A part of the request. With `of_prefix`, it is in a prefix under which the list of the operation is nested.
    Part { place: &'static Place, of_prefix: bool },
    /// The body.
    Body,
}

impl Parameter {
    /// Finds out where the value of an argument comes from. Reports an argument that violates the rule
    /// `parameter-without-source`. `template` is the path of an operation, and `None` for a dependency.
    pub(super) fn new(
        argument: &Argument,
        template: Option<&PathTemplate>,
        errors: &mut Errors,
    ) -> Option<Self> {
        let name = &argument.name;
        let origin = match &argument.source {
            Some(Source::Depends(None)) => Origin::Dependency(Ask::plain(argument.ty.clone())),
            Some(Source::Depends(Some(ask)) | Source::Security(ask)) => Origin::Dependency(ask.clone()),
            Some(Source::Part { place, of_prefix }) => Origin::Part { place, of_prefix: *of_prefix },
            Some(Source::Body) => Origin::Body,
            Some(Source::Wrong) => return None,
            None if template.is_some_and(|path| path.parameters.contains(&wire_name(name))) => {
                Origin::Part { place: Place::PATH, of_prefix: false }
            }
            None if is_named(&argument.ty, "SecurityScopes") => Origin::Scopes,
            None => {
                // A path that cannot be parsed may contain the name of the argument.
                if !template.is_some_and(|path| path.is_broken) {
                    push_without_source(argument, template, errors);
                }
                return None;
            }
        };
        Some(Self { name: name.clone(), ty: argument.ty.clone(), origin, is_handed_on: true })
    }

    /// Returns the parameter for a dependency in `depends(..)` of the attribute, which only guards the operation.
    pub(super) fn before(ask: &Ask, at: usize) -> Self {
        let name = Ident::new(&format!("_{at}"), ask.path.span());
        let ty = (*ask.path).clone();
        Self { name, ty, origin: Origin::Dependency(ask.clone()), is_handed_on: false }
    }

    /// Whether a dependency provides the value.
    pub(crate) fn is_dependency(&self) -> bool {
        matches!(self.origin, Origin::Dependency { .. })
    }

    /// Whether the parameter is in the operation's own path.
    pub(crate) fn is_in_own_path(&self) -> bool {
        matches!(&self.origin, Origin::Part { place, of_prefix: false } if place.is_path())
    }

    pub(crate) fn is_in_header(&self) -> bool {
        matches!(&self.origin, Origin::Part { place, .. } if place.word == "header")
    }

    /// Whether the type of the argument is named `Option`.
    pub(crate) fn is_option(&self) -> bool {
        is_named(&self.ty, "Option")
    }

    /// Whether every text is a valid value.
    pub(crate) fn is_text(&self) -> bool {
        is_rusts_own(&self.ty, &["String"], &["std", "alloc", "string"])
    }

    /// Whether only an integer is a valid value.
    pub(crate) fn is_integer(&self) -> bool {
        is_rusts_own(&self.ty, &INTEGERS, &["std", "core", "primitive"])
    }

    /// Returns the name of the parameter in a request.
    pub(crate) fn wire_name(&self) -> String {
        let name = wire_name(&self.name);
        match &self.origin {
            Origin::Part { place, .. } if place.has_hyphens => name.replace('_', "-"),
            _ => name,
        }
    }
}

const INTEGERS: [&str; 12] =
    ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"];

/// The types with which other frameworks provide an operation with the state that all requests share.
const SHARED: [&str; 4] = ["Arc", "Data", "Extension", "State"];

fn push_without_source(argument: &Argument, template: Option<&PathTemplate>, errors: &mut Errors) {
    let name = &argument.name;
    let written = wire_name(name);
    let known = template.map_or(&[][..], |path| &path.parameters);
    let meant = did_you_mean(&written, known.iter().map(String::as_str));
    let choices = choices().replace("the argument", &format!("`{name}`"));
    let help = match known {
        _ if SHARED.iter().any(|shared| is_named(&argument.ty, shared)) => format!(
            "what requests share is a dependency that returns it, from a static: `#[depends(get_{written})] {name}: Arc<..>`"
        ),
        [] => choices,
        _ => format!("{choices}, or put `{{{written}}}` into the path"),
    };
    errors.push(
        "parameter_without_source",
        name.span(),
        format_args!("nothing says where `{name}` comes from{meant}"),
        help,
    );
}

/// Returns the name of an argument as it is written in a request: `type` for `r#type`.
fn wire_name(name: &Ident) -> String {
    syn::ext::IdentExt::unraw(name).to_string()
}

/// Whether a type is written as one of Rust's own: by its name alone, or by a path through these modules. The
/// name alone may be the name of another type, so the runtime checks the type again.
fn is_rusts_own(ty: &Type, names: &[&str], modules: &[&str]) -> bool {
    match ty {
        Type::Group(group) => is_rusts_own(&group.elem, names, modules),
        Type::Paren(paren) => is_rusts_own(&paren.elem, names, modules),
        Type::Path(TypePath { qself: None, path, .. }) => {
            let mut segments = path.segments.iter().rev();
            let is_one = |segment: &PathSegment, of: &[&str]| {
                segment.arguments.is_none() && of.iter().any(|name| segment.ident == name)
            };
            segments.next().is_some_and(|last| is_one(last, names))
                && segments.all(|module| is_one(module, modules))
        }
        _ => false,
    }
}

/// Whether the last segment of a type is `name`. The type may be in parentheses, or in the invisible
/// parentheses of a macro's `$ty:ty`.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    match ty {
        Type::Group(group) => is_named(&group.elem, name),
        Type::Paren(paren) => is_named(&paren.elem, name),
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| segment.ident == name),
        _ => false,
    }
}
