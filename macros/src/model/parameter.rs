use proc_macro2::Ident;
use syn::Type;
use syn::spanned::Spanned;

use crate::errors::{Errors, did_you_mean};
use crate::syntax::{Argument, Ask, CHOICES, PathTemplate, Source};

/// An argument, and where its value comes from.
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    pub(crate) ty: Type,
    pub(crate) origin: Origin,
    /// Whether the function takes the value: not so of what only stands before it.
    pub(crate) is_handed_on: bool,
}

pub(crate) enum Origin {
    /// A dependency.
    Dependency(Ask),
    /// The scopes that were asked for.
    Scopes,
    /// The path; or, said so, a prefix under which the list of the operation is nested.
    Path { of_prefix: bool },
    /// The query.
    Query,
    /// The body.
    Body,
}

impl Parameter {
    /// Finds out where an argument comes from; `template` is the path of an operation. Rule
    /// `parameter-without-source`.
    pub(super) fn new(
        argument: &Argument,
        template: Option<&PathTemplate>,
        errors: &mut Errors,
    ) -> Option<Self> {
        let name = &argument.name;
        let origin = match &argument.source {
            Some(Source::Depends(None)) => Origin::Dependency(Ask::plain(argument.ty.clone())),
            Some(Source::Depends(Some(ask)) | Source::Security(ask)) => Origin::Dependency(ask.clone()),
            Some(Source::Path { of_prefix }) => Origin::Path { of_prefix: *of_prefix },
            Some(Source::Query) => Origin::Query,
            Some(Source::Body) => Origin::Body,
            Some(Source::Wrong) => return None,
            None if template.is_some_and(|path| path.parameters.contains(&wire_name(name))) => {
                Origin::Path { of_prefix: false }
            }
            None if is_named(&argument.ty, "SecurityScopes") => Origin::Scopes,
            None => {
                // A path that cannot be read may hold its name.
                if !template.is_some_and(|path| path.is_broken) {
                    push_without_source(argument, template, errors);
                }
                return None;
            }
        };
        Some(Self { name: name.clone(), ty: argument.ty.clone(), origin, is_handed_on: true })
    }

    /// What only stands before an operation: `depends(..)` of its attribute.
    pub(super) fn before(ask: &Ask, at: usize) -> Self {
        let name = Ident::new(&format!("_{at}"), ask.path.span());
        let ty = (*ask.path).clone();
        Self { name, ty, origin: Origin::Dependency(ask.clone()), is_handed_on: false }
    }

    /// Whether its value is a dependency's.
    pub(crate) fn is_dependency(&self) -> bool {
        matches!(self.origin, Origin::Dependency { .. })
    }

    /// Whether it may be missing from a request: it is an `Option`.
    pub(crate) fn is_optional(&self) -> bool {
        is_named(&self.ty, "Option")
    }

    /// Whether any text will do.
    pub(crate) fn is_text(&self) -> bool {
        is_named(&self.ty, "String")
    }

    /// Whether only an integer will do.
    pub(crate) fn is_integer(&self) -> bool {
        INTEGERS.iter().any(|name| is_named(&self.ty, name))
    }

    /// The name in the request.
    pub(crate) fn wire_name(&self) -> String {
        wire_name(&self.name)
    }
}

const INTEGERS: [&str; 12] =
    ["u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize"];

/// The types in which other frameworks give an operation what all requests share.
const SHARED: [&str; 4] = ["Arc", "Data", "Extension", "State"];

fn push_without_source(argument: &Argument, template: Option<&PathTemplate>, errors: &mut Errors) {
    let name = &argument.name;
    let written = wire_name(name);
    let known = template.map_or(&[][..], |path| &path.parameters);
    let meant = did_you_mean(&written, known.iter().map(String::as_str));
    let choices = CHOICES.replace("the argument", &format!("`{name}`"));
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

/// `r#type` is `type` in a request.
fn wire_name(name: &Ident) -> String {
    syn::ext::IdentExt::unraw(name).to_string()
}

/// Whether the last segment of a type is this name, in parentheses or in the invisible ones of a macro's `$ty:ty`, too.
pub(crate) fn is_named(ty: &Type, name: &str) -> bool {
    match ty {
        Type::Group(group) => is_named(&group.elem, name),
        Type::Paren(paren) => is_named(&paren.elem, name),
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| segment.ident == name),
        _ => false,
    }
}
