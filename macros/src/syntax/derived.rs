use proc_macro2::{Span, TokenStream};
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Generics, Ident, Item, ItemEnum, ItemStruct, Member, Meta, Path};

use super::arguments::{each_key, krate};
use super::{Argument, Ask, Source};
use crate::errors::Errors;

/// A struct whose fields are arguments.
pub(crate) struct FieldsItem {
    pub(crate) name: Ident,
    pub(crate) krate: Option<Path>,
    /// The fields, each with a name that is valid for a variable.
    pub(crate) fields: Vec<(Member, Argument)>,
}

/// An enum whose variants are alternatives.
pub(crate) struct AlternativesItem {
    pub(crate) name: Ident,
    pub(crate) krate: Option<Path>,
    pub(crate) variants: Vec<(Ident, Member, Ask)>,
}

/// A struct that is another name for the value of a dependency.
pub(crate) struct WrapperItem {
    pub(crate) item: ItemStruct,
    pub(crate) field: Member,
}

impl FieldsItem {
    pub(crate) fn parse(item: TokenStream, errors: &mut Errors) -> Option<Self> {
        let Some(Item::Struct(item)) = errors.take(syn::parse2::<Item>(item)) else {
            push_unsupported(errors, Span::call_site(), "only a struct can be resolved from its fields");
            return None;
        };
        check_plain(&item.generics, errors);
        let krate = krate_of(&item.attrs, "dependency", errors);
        let fields = item.fields.into_iter().enumerate().map(|(at, mut field)| {
            let source = Source::take(&mut field.attrs, errors);
            let member = field.ident.clone().map_or_else(|| Member::from(at), Member::from);
            let name = field.ident.unwrap_or_else(|| Ident::new(&format!("field_{at}"), field.ty.span()));
            (member, Argument { name, ty: field.ty, source })
        });
        Some(Self { name: item.ident, krate, fields: fields.collect() })
    }
}

impl AlternativesItem {
    pub(crate) fn parse(item: TokenStream, errors: &mut Errors) -> Option<Self> {
        let Some(Item::Enum(item)) = errors.take(syn::parse2::<Item>(item)) else {
            push_unsupported(errors, Span::call_site(), "alternatives are the variants of an enum");
            return None;
        };
        check_plain(&item.generics, errors);
        let krate = krate_of(&item.attrs, "any_of", errors);
        let ItemEnum { ident: name, variants, .. } = item;
        if variants.is_empty() {
            push_unsupported(errors, name.span(), "there are no alternatives");
        }
        let variants = variants.into_iter().filter_map(|variant| {
            let mut attributes = variant.attrs;
            attributes.extend(variant.fields.iter().flat_map(|field| field.attrs.clone()));
            let fields: Vec<_> = variant.fields.iter().cloned().collect();
            let [field] = &fields[..] else {
                errors.push(
                    "unsupported_item",
                    variant.ident.span(),
                    format_args!(
                        "`{}` must hold the value of its dependency, and nothing else",
                        variant.ident
                    ),
                    "write `#[depends(get_user)] User(User)`; for nobody, ask for `Optional<..>` of the enum",
                );
                return None;
            };
            let ask = match Source::take(&mut attributes, errors) {
                Some(Source::Depends(None)) => Ask::plain(field.ty.clone()),
                Some(Source::Depends(Some(ask)) | Source::Security(ask)) => ask,
                Some(Source::Wrong) => return None,
                _ => {
                    errors.push(
                        "parameter_without_source",
                        variant.ident.span(),
                        format_args!("nothing says where `{}` comes from", variant.ident),
                        "write `#[depends(..)]` or `#[security(.., scopes = [..])]` before it",
                    );
                    return None;
                }
            };
            let member = field.ident.clone().map_or_else(|| Member::from(0), Member::from);
            Some((variant.ident, member, ask))
        });
        let variants = variants.collect();
        Some(Self { name, krate, variants })
    }
}

impl WrapperItem {
    /// Returns `None` when the item is not a struct with one field.
    pub(crate) fn parse(item: TokenStream, errors: &mut Errors) -> Option<Self> {
        let item: ItemStruct = syn::parse2(item).ok()?;
        check_plain(&item.generics, errors);
        let member = match (&item.fields, item.fields.len()) {
            (Fields::Named(fields), 1) => fields.named[0].ident.clone().map(Member::from),
            (Fields::Unnamed(_), 1) => Some(Member::from(0)),
            _ => None,
        };
        let Some(field) = member else {
            errors.push(
                "unsupported_item",
                item.ident.span(),
                format_args!("`{}` must hold the value of its dependency, and nothing else", item.ident),
                format_args!(
                    "write `struct {}(pub User);`, or `#[derive(Dependency)]` for a struct of several",
                    item.ident
                ),
            );
            return None;
        };
        Some(Self { item, field })
    }
}

fn check_plain(generics: &Generics, errors: &mut Errors) {
    if !generics.params.is_empty() {
        errors.push_at(
            "unsupported_item",
            generics,
            "a dependency is one type, and this is generic",
            "write one type for each, and a generic one inside",
        );
    }
}

fn push_unsupported(errors: &mut Errors, span: Span, what: &str) {
    errors.push("unsupported_item", span, what, "see the page for the items that can be annotated");
}

/// Parses the path to the runtime crate, in the attribute `name`: `#[any_of(crate = "..")]`.
fn krate_of(attributes: &[Attribute], name: &str, errors: &mut Errors) -> Option<Path> {
    let mut path = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        let Meta::List(list) = &attribute.meta else { continue };
        let parsed = (|input: ParseStream<'_>| {
            each_key(input, &["crate"], &[], errors, |_, input| {
                path = Some(krate(input)?);
                Ok(())
            })
        })
        .parse2(list.tokens.clone());
        errors.take(parsed);
    }
    path
}
