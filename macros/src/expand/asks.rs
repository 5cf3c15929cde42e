//! What is printed for a dependency that is asked for.

use proc_macro2::{Literal, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Type};

use super::paths::Paths;
use crate::syntax::Ask;

/// The need for it, for a constant.
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

/// What is read for it.
pub(super) fn expand_read(paths: &Paths<'_>, ask: &Ask) -> TokenStream {
    let member = if ask.cached { "asked" } else { "asked_anew" };
    let read = paths.of(&ask.path, "Dependency", member);
    let read = quote_spanned!(end(&ask.path)=> #read());
    if ask.scopes.is_empty() {
        return read;
    }
    let (scoped, scopes) = (paths.private("scoped"), &ask.scopes);
    quote!(#scoped(#read, &[#(#scopes),*]))
}

/// One check per scope that is asked for, spanned at the scope.
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

/// What stands before the operations of a list: a constant of what it needs, a function that resolves it, and the checks.
pub(super) fn expand_guard(
    paths: &Paths<'_>,
    asks: &[Ask],
    needs: &syn::Ident,
    run: &syn::Ident,
) -> TokenStream {
    let (need, guarding) = (paths.graph("Need"), paths.public("Guarding"));
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
        const #run: #guarding = |cx| #pass(cx, (#(#reads,)*));
        #(#scopes)*
        #(#checks)*
    }
}

/// Where a type ends: what is said of it stands there.
pub(super) fn end(ty: &Type) -> Span {
    ty.to_token_stream().into_iter().last().map_or_else(Span::call_site, |token| token.span())
}
