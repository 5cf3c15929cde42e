use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::dependency::expand_clone;
use super::paths::{Paths, invented};
use crate::model::Scheme;

/// Everything that a security scheme becomes: a type of its name and, out of reach, the value.
pub(crate) fn scheme(scheme: &Scheme) -> TokenStream {
    let item = &scheme.item;
    let (attributes, visibility, name) = (&item.attrs, &item.vis, &item.ident);
    let cfgs = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let inside = expand_inside(scheme);
    quote! {
        #(#attributes)*
        #[allow(non_camel_case_types)]
        #visibility struct #name {}
        #(#cfgs)*
        const _: () = { #inside };
    }
}

fn expand_inside(scheme: &Scheme) -> TokenStream {
    let paths = Paths(&scheme.krate);
    let (ty, value, name) = (&scheme.item.ty, &scheme.item.expr, &scheme.item.ident);
    let (statik, description) = (invented("__PORTCULLIS_SCHEME"), paths.graph("Scheme"));
    let implementation = expand_impl(&paths, scheme);
    quote_spanned! {name.span().resolved_at(statik.span())=>
        static #statik: #ty = #value;
        const __PORTCULLIS_DESCRIPTION: &#description = &#statik.scheme();
        #implementation
    }
}

fn expand_impl(paths: &Paths<'_>, scheme: &Scheme) -> TokenStream {
    let (ty, name) = (&scheme.item.ty, &scheme.item.ident);
    let (dependency, security, node) =
        (paths.public("Dependency"), paths.public("SecurityScheme"), paths.graph("Dependency"));
    let id = paths.identity(name);
    let (clone, resolve) = (expand_clone(paths), expand_resolve(paths));
    quote! {
        #[automatically_derived]
        impl #dependency for #name {
            type Output = <#ty as #security>::Credentials;
            #clone
            const DEPENDENCY: #node = #node::scheme(#id, __PORTCULLIS_DESCRIPTION, Self::CLONE.is_some());
            #resolve
        }
    }
}

fn expand_resolve(paths: &Paths<'_>) -> TokenStream {
    let (context, result, authenticate) =
        (paths.public("Context"), paths.public("Result"), paths.private("authenticate"));
    quote! {
        async fn resolve(cx: &mut #context) -> #result<Self::Output> {
            #authenticate(&__PORTCULLIS_SCHEME, cx).await
        }
    }
}
