use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

use super::asks::{self, end};
use super::paths::{Paths, invented};
use crate::model::{Origin, Parameter};
use crate::syntax::Ask;

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
        Origin::Path { .. } => {
            let function = paths.private(match () {
                () if parameter.is_text() => "path_text",
                () if parameter.is_integer() => "path_integer",
                () => "path",
            });
            let model = paths.of(ty, "Parameter", "MODEL");
            quote!(#function(#model, #name))
        }
        Origin::Query => {
            let (function, required) = (paths.private("query"), !parameter.is_optional());
            let model = paths.of(ty, "Parameter", "MODEL");
            quote!(#function(#model, #name, #required))
        }
        Origin::Body => {
            let (function, required) = (paths.private("body"), !parameter.is_optional());
            let model = paths.of(ty, "Parameter", "MODEL");
            quote!(#function(#model, #required))
        }
    }
}

/// Expands to the reader of a parameter.
pub(super) fn expand_read(paths: &Paths<'_>, parameter: &Parameter) -> TokenStream {
    let (ty, name) = (&parameter.ty, parameter.wire_name());
    match &parameter.origin {
        Origin::Dependency(ask) => asks::expand_read(paths, ask),
        Origin::Scopes => {
            let scopes = paths.private("scopes");
            quote!(#scopes())
        }
        Origin::Path { .. } => {
            let read = paths.of(ty, "Parameter", "in_path");
            quote_spanned!(end(ty)=> #read(#name))
        }
        Origin::Query => {
            let read = paths.of(ty, "Parameter", "in_query");
            quote_spanned!(end(ty)=> #read(#name))
        }
        Origin::Body => {
            let read = paths.of(ty, "Parameter", "in_body");
            quote_spanned!(end(ty)=> #read())
        }
    }
}

/// Expands to one `let` per parameter of a dependency, the dependencies among them first. A refusal returns at once.
pub(super) fn expand_lets(paths: &Paths<'_>, parameters: &[Parameter], taken: &Ident) -> TokenStream {
    let cx = invented("__cx");
    let lets = in_order(parameters).map(|parameter| {
        let (local, ty, name) = (local(parameter, taken), &parameter.ty, parameter.wire_name());
        match &parameter.origin {
            Origin::Dependency(Ask { path, scopes, cached: true }) if scopes.is_empty() => {
                let ask = paths.of(path, "Dependency", "ask");
                quote_spanned!(end(path)=> let #local = #ask(#cx).await?;)
            }
            Origin::Dependency(_) | Origin::Scopes => {
                let (read, what) = (paths.private("read"), expand_read(paths, parameter));
                quote!(let #local = #read(#cx, #what).await?;)
            }
            Origin::Path { .. } => {
                let read = paths.of(ty, "Parameter", "path");
                quote!(let #local = #read(#cx, #name);)
            }
            Origin::Query => {
                let read = paths.of(ty, "Parameter", "query");
                quote!(let #local = #read(#cx, #name);)
            }
            Origin::Body => {
                let read = paths.of(ty, "Parameter", "body");
                quote_spanned!(end(ty)=> let #local = #read(#cx).await?;)
            }
        }
    });
    quote!(#(#lets)*)
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
