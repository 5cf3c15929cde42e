use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::asks::{self, end};
use super::paths::{Paths, invented};
use crate::model::{Origin, Parameter};

/// Expands to the needs of the parameters, for the constant. Dependencies come first, because they are resolved first.
pub(super) fn expand_needs(paths: &Paths<'_>, parameters: &[Parameter]) -> TokenStream {
    let needs = in_order(parameters).map(|parameter| expand_need(paths, parameter));
    if parameters.is_empty() { TokenStream::new() } else { quote!(.needs(&[#(#needs),*])) }
}

pub(super) fn expand_need(paths: &Paths<'_>, parameter: &Parameter) -> TokenStream {
    let (ty, name) = (&parameter.ty, parameter.wire_name());
    match &parameter.origin {
        Origin::Dependency(ask) => asks::expand_need(paths, ask),
        Origin::Scopes => {
            let need = paths.graph("Need");
            quote!(#need::Scopes)
        }
        Origin::Part { place, .. } => {
            let (places, variant) = (paths.graph("Place"), invented(place.variant));
            let known = match () {
                () if parameter.is_text() => Some("text"),
                () if parameter.is_integer() => Some("integer"),
                () => None,
            };
            if let Some(known) = known {
                let function = paths.constant(known, end(ty));
                return quote_spanned!(end(ty)=> #function::<#ty>(#places::#variant, #name));
            }
            let (function, model) = (paths.private("part"), paths.of(ty, "Parameter", "MODEL"));
            quote!(#function(#model, #places::#variant, #name))
        }
        Origin::Body => {
            let (function, model) = (paths.private("body"), paths.of(ty, "Parameter", "MODEL"));
            quote!(#function(#model))
        }
    }
}

/// Expands to the reader of a parameter. The need describes the value and its place in the request.
pub(super) fn expand_read(paths: &Paths<'_>, parameter: &Parameter) -> TokenStream {
    let ty = &parameter.ty;
    let member = match &parameter.origin {
        Origin::Dependency(ask) => return asks::expand_read(paths, ask),
        Origin::Scopes => {
            let scopes = paths.private("scopes");
            return quote!(#scopes());
        }
        Origin::Part { .. } => "part",
        Origin::Body => "body",
    };
    let read = paths.of(ty, "Parameter", member);
    quote_spanned!(end(ty)=> #read())
}

/// Expands to one `let` per parameter of a dependency, with the dependencies first. A refusal returns at
/// once.
pub(super) fn expand_lets(paths: &Paths<'_>, parameters: &[Parameter], taken: &Ident) -> TokenStream {
    let lets = in_order(parameters).enumerate().map(|(at, parameter)| {
        let (local, read) =
            (local(parameter, taken), expand_need_read(paths, at, &expand_read(paths, parameter)));
        quote!(let #local = #read?;)
    });
    quote!(#(#lets)*)
}

/// Expands to the call that reads one need of a dependency.
pub(super) fn expand_need_read(paths: &Paths<'_>, at: usize, reader: &TokenStream) -> TokenStream {
    let (cx, read, at) = (invented("__cx"), paths.private("read"), Literal::usize_unsuffixed(at));
    quote!(#read(#cx, &Self::DEPENDENCY.needs[#at], #reader).await)
}

/// Returns the user's name for the argument. An argument with the name of the function gets another name, because it would
/// hide the function.
pub(super) fn local(parameter: &Parameter, taken: &Ident) -> Ident {
    let name = &parameter.name;
    if name == taken { format_ident!("__portcullis_{}", parameter.wire_name()) } else { name.clone() }
}

pub(super) fn in_order(parameters: &[Parameter]) -> impl Iterator<Item = &Parameter> {
    let dependencies = parameters.iter().filter(|parameter| parameter.is_dependency());
    dependencies.chain(parameters.iter().filter(|parameter| !parameter.is_dependency()))
}
