//! The expansion of a reference to a dependency.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Type};

use super::paths::Paths;
use crate::syntax::Ask;

/// Expands to the need for a dependency, in a constant.
pub(super) fn expand_need(paths: &Paths<'_>, ask: &Ask) -> TokenStream {
    let mut need = paths.of(&ask.path, "Dependency", "NEED");
    if !ask.cached {
        let anew = paths.private("anew");
        need = quote!(#anew(#need));
    }
    if !ask.scopes.is_empty() {
        let (function, scopes) = (paths.private("with_scopes"), &ask.scopes);
        need = quote!(#function(#need, &[#(#scopes),*]));
    }
    need
}

/// Expands to the reader of a dependency. The need tells which scopes are required, and whether the
/// dependency is resolved again.
pub(super) fn expand_read(paths: &Paths<'_>, ask: &Ask) -> TokenStream {
    let read = paths.of(&ask.path, "Dependency", "asked");
    quote_spanned!(end(&ask.path)=> #read())
}

/// Expands to one check per required scope, each spanned at its scope.
pub(super) fn expand_scope_checks(paths: &Paths<'_>, cfgs: &[&Attribute], ask: &Ask) -> TokenStream {
    let (r#trait, path) = (paths.public("Dependency"), &ask.path);
    let mut checks = TokenStream::new();
    for scope in &ask.scopes {
        let check = paths.constant("check_scope", scope.span());
        checks.extend(quote_spanned! {scope.span()=>
            #(#cfgs)* const _: () = #check(&<#path as #r#trait>::KNOWN, #scope);
        });
    }
    checks
}

/// Expands to the guards of a list: a constant with their needs, a function that resolves them, and their checks.
pub(super) fn expand_guard(
    paths: &Paths<'_>,
    asks: &[Ask],
    needs: &syn::Ident,
    run: &syn::Ident,
) -> TokenStream {
    let (need, guarding) = (paths.graph("Need"), paths.private("GuardFn"));
    let pass = paths.private("pass");
    let described = asks.iter().map(|ask| expand_need(paths, ask));
    let reads = asks.iter().map(|ask| expand_read(paths, ask));
    let scopes = asks.iter().map(|ask| expand_scope_checks(paths, &[], ask));
    let checks = asks.iter().enumerate().skip(1).map(|(at, ask)| {
        let (check, at) = (paths.constant("check_guard", ask.path.span()), Literal::usize_unsuffixed(at));
        quote_spanned!(ask.path.span()=> const _: () = #check(#needs, #at);)
    });
    quote! {
        const #needs: &[#need] = &[#(#described),*];
        const #run: #guarding = |cx| #pass(cx, #needs, (#(#reads,)*));
        #(#scopes)*
        #(#checks)*
    }
}

/// Returns the span of the end of a type. Calls that concern the type have this span, so messages point at the type.
pub(super) fn end(ty: &Type) -> Span {
    ty.to_token_stream().into_iter().last().map_or_else(Span::call_site, |token| token.span())
}
