use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use super::dependency::expand_clone;
use super::paths::{Paths, invented, made_by_macro};
use crate::model::Scheme;

/// Expands a security scheme to a type of its name, and to the value, which the user cannot reach.
pub(crate) fn scheme(scheme: &Scheme, declaration: u64) -> TokenStream {
    let item = &scheme.item;
    let (attributes, visibility, name) = (&item.attrs, &item.vis, &item.ident);
    let cfgs = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let inside = expand_inside(scheme, declaration);
    quote! {
        #(#attributes)*
        #[allow(non_camel_case_types)]
        #visibility struct #name {}
        #(#cfgs)*
        const _: () = { #inside };
    }
}

fn expand_inside(scheme: &Scheme, declaration: u64) -> TokenStream {
    let paths = Paths(&scheme.krate);
    let (ty, value, name) = (&scheme.item.ty, &scheme.item.expr, &scheme.item.ident);
    let (statik, description) = (invented("__PORTCULLIS_SCHEME"), paths.graph("Scheme"));
    let implementation = expand_impl(&paths, scheme, declaration);
    quote_spanned! {name.span().resolved_at(statik.span())=>
        static #statik: #ty = #value;
        const __PORTCULLIS_DESCRIPTION: &#description = &#statik.scheme();
        #implementation
    }
}

fn expand_impl(paths: &Paths<'_>, scheme: &Scheme, declaration: u64) -> TokenStream {
    let (ty, name) = (&scheme.item.ty, &scheme.item.ident);
    let (dependency, node) = (paths.public("Dependency"), paths.graph("Dependency"));
    let credentials = paths.of(ty, "SecurityScheme", "Credentials");
    let id = paths.identity(name, declaration);
    let (clone, authenticate) = (expand_clone(paths, &credentials), paths.private("authenticate"));
    let (context, result) = (paths.public("Context"), paths.public("Result"));
    let (describe, made_by_macro) = (paths.private("scheme"), made_by_macro());
    let declared = expand_declared(paths, scheme);
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #dependency for #name {
            type Output = #credentials;
            #clone
            #made_by_macro
            const DEPENDENCY: #node = #describe::<Self>(#id, __PORTCULLIS_DESCRIPTION, Self::CLONE.is_some());
            async fn resolve(cx: &mut #context) -> #result<#credentials> {
                #authenticate::<Self>(cx).await
            }
        }
        #declared
    }
}

/// Expands to the implementation of `DeclaredScheme`, which provides the value to an app that configures the scheme.
fn expand_declared(paths: &Paths<'_>, scheme: &Scheme) -> TokenStream {
    let (ty, name) = (&scheme.item.ty, &scheme.item.ident);
    let (declared, description) = (paths.public("DeclaredScheme"), paths.graph("Scheme"));
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #declared for #name {
            type Scheme = #ty;
            fn value() -> &'static #ty {
                &__PORTCULLIS_SCHEME
            }
            fn describe(scheme: &#ty) -> #description {
                scheme.scheme()
            }
        }
    }
}
