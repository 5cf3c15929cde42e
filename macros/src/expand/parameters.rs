use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::paths::{Paths, invented};
use crate::model::{Origin, Parameter};

/// What the parameters need, for the constant, dependencies first as they are resolved.
pub(super) fn expand_needs(paths: &Paths<'_>, parameters: &[Parameter]) -> TokenStream {
    let needs = in_order(parameters).map(|parameter| expand_need(paths, parameter));
    if parameters.is_empty() { TokenStream::new() } else { quote!(.needs(&[#(#needs),*])) }
}

fn expand_need(paths: &Paths<'_>, parameter: &Parameter) -> TokenStream {
    let (ty, name) = (&parameter.ty, parameter.wire_name());
    match &parameter.origin {
        Origin::Dependency { path, scopes } => {
            let function = paths.private("dependency");
            quote!(#function::<#path>(&[#(#scopes),*]))
        }
        Origin::Path if parameter.is_text() => {
            let function = paths.private("path_text");
            quote!(#function(#name))
        }
        Origin::Path => {
            let function = paths.private("path");
            quote!(#function::<#ty>(#name))
        }
        Origin::Query => {
            let (function, required) = (paths.private("query"), !parameter.is_optional());
            quote!(#function::<#ty>(#name, #required))
        }
    }
}

/// One `let` per parameter, dependencies first.
pub(super) fn expand_lets(parameters: &[Parameter], taken: &Ident) -> TokenStream {
    let cx = invented("__portcullis_cx");
    let lets = in_order(parameters).map(|parameter| {
        let (local, ty, name) = (local(parameter, taken), &parameter.ty, parameter.wire_name());
        match &parameter.origin {
            Origin::Dependency { path, .. } => quote!(let #local = #cx.dependency::<#path>().await?;),
            Origin::Path => quote!(let #local = #cx.path::<#ty>(#name);),
            Origin::Query => quote!(let #local = #cx.query::<#ty>(#name);),
        }
    });
    quote!(#(#lets)*)
}

/// The arguments of the call, as written. All that was read from the request is opened only here, so that
/// whatever is wrong with it has been found by then.
pub(super) fn expand_arguments(parameters: &[Parameter], taken: &Ident) -> Vec<TokenStream> {
    let argument = |parameter| {
        let local = local(parameter, taken);
        quote!(#local?)
    };
    parameters.iter().map(argument).collect()
}

/// The user's name for the argument, unless the function has the same one and would be hidden by it.
fn local(parameter: &Parameter, taken: &Ident) -> Ident {
    let name = &parameter.name;
    if name == taken { format_ident!("__portcullis_{}", parameter.wire_name()) } else { name.clone() }
}

fn in_order(parameters: &[Parameter]) -> impl Iterator<Item = &Parameter> {
    let is_dependency = |parameter: &&Parameter| matches!(parameter.origin, Origin::Dependency { .. });
    let dependencies = parameters.iter().filter(is_dependency);
    dependencies.chain(parameters.iter().filter(move |parameter| !is_dependency(parameter)))
}
