use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Expr};

use super::asks;
use super::paths::{Paths, invented};
use crate::identity::is_in_program;
use crate::model::Routes;
use crate::syntax::{Ask, Entry};

/// Expands a list of routes to a block with a constant and one check per entry. The block is valid wherever the macro is.
pub(crate) fn routes(routes: &Routes) -> TokenStream {
    let paths = Paths(&routes.krate);
    let (ty, make) = (paths.public("Routes"), paths.private("routes"));
    let entries = routes.entries.iter().map(|(attributes, entry)| {
        let entry = expand_guarded(&paths, &routes.depends, expand_entry(&paths, entry), false);
        quote!(#(#attributes)* #entry)
    });
    let guard = (!routes.depends.is_empty()).then(|| {
        let (needs, run) = guard_names();
        asks::expand_guard(&paths, &routes.depends, &needs, &run)
    });
    let (checks, is_in_program) = (expand_checks(&paths, routes), is_in_program());
    quote! {{
        #guard
        const __PORTCULLIS_ROUTES: #ty = #make(::core::module_path!(), #is_in_program, &[#(#entries),*]);
        #checks
        __PORTCULLIS_ROUTES
    }}
}

fn expand_entry(paths: &Paths<'_>, entry: &Entry) -> TokenStream {
    match entry {
        Entry::Operation(path) => paths.of(path, "Operation", "ROUTE"),
        Entry::Nest(prefix, routes, depends) => {
            let nest = paths.private("nest");
            expand_guarded(paths, depends, quote!(#nest(#prefix, #routes)), true)
        }
    }
}

/// Expands to an entry with its guards. `declare` tells whether the guards are declared here. The guards of a
/// whole list are declared once, before its entries.
fn expand_guarded(paths: &Paths<'_>, depends: &[Ask], entry: TokenStream, declare: bool) -> TokenStream {
    if depends.is_empty() {
        return entry;
    }
    let ((needs, run), guarded) = (guard_names(), paths.private("guarded"));
    let guard = declare.then(|| asks::expand_guard(paths, depends, &needs, &run));
    if declare {
        quote!({ #guard #guarded(#needs, #run, &#entry) })
    } else {
        quote!(#guarded(#needs, #run, &#entry))
    }
}

fn guard_names() -> (Ident, Ident) {
    (invented("__PORTCULLIS_NEEDS"), invented("__PORTCULLIS_GUARD"))
}

/// Expands to the checks of a list. The whole list is checked once, and the check of each entry reads the result.
fn expand_checks(paths: &Paths<'_>, routes: &Routes) -> TokenStream {
    if routes.entries.is_empty() {
        return TokenStream::new();
    }
    let (fault, size) = (paths.private("Fault"), paths.private("faults_size"));
    let faults = paths.private(if routes.strict { "strict_faults" } else { "faults" });
    let prefixes = routes.entries.iter().map(|entry| expand_prefix_check(paths, entry));
    let places: Vec<usize> = (0..routes.entries.len()).collect();
    let checks = places.chunks(places.len().div_ceil(CONSTANTS)).map(|places| {
        let entries = places.iter().map(|&at| expand_entry_check(paths, routes, at));
        quote!(const _: () = { #(#entries)* };)
    });
    quote! {
        #[allow(long_running_const_eval)]
        const __PORTCULLIS_FAULTS: &[::core::option::Option<#fault>] =
            &#faults::<{ #size(__PORTCULLIS_ROUTES) }>(__PORTCULLIS_ROUTES);
        #(#prefixes)*
        #(#checks)*
    }
}

/// The largest number of constants that check the entries of a list. A constant reports one mistake, and costs the compiler
/// about a millisecond. With this number, one compilation reports all mistakes of a short list, and most of a long one.
const CONSTANTS: usize = 64;

fn expand_entry_check(paths: &Paths<'_>, routes: &Routes, at: usize) -> TokenStream {
    let (attributes, entry) = &routes.entries[at];
    let place = expand_place(&routes.entries[..at]);
    let span = match entry {
        Entry::Operation(path) => path.span(),
        Entry::Nest(prefix, ..) => prefix.span(),
    };
    let check = paths.constant("check_entry", span);
    let names = quote_spanned!(Span::mixed_site()=> __PORTCULLIS_ROUTES, __PORTCULLIS_FAULTS);
    quote_spanned!(span=> #(#attributes)* #check(#names, #place);)
}

/// Expands to the check of a prefix, unless it is a literal, which the macro itself has checked.
fn expand_prefix_check(
    paths: &Paths<'_>,
    (attributes, entry): &(Vec<Attribute>, Entry),
) -> Option<TokenStream> {
    let Entry::Nest(prefix, ..) = entry else { return None };
    if matches!(**prefix, Expr::Lit(_)) {
        return None;
    }
    let check = paths.constant("check_prefix", prefix.span());
    Some(quote_spanned!(prefix.span()=> #(#attributes)* const _: () = #check(#prefix);))
}

/// Expands to the place of an entry in the list. The place is a number, unless a `#[cfg(..)]` may remove an entry before it.
fn expand_place(before: &[(Vec<Attribute>, Entry)]) -> TokenStream {
    let (always, sometimes): (Vec<_>, Vec<_>) =
        before.iter().partition(|(attributes, _)| attributes.is_empty());
    let always = Literal::usize_unsuffixed(always.len());
    if sometimes.is_empty() {
        return quote!(#always);
    }
    let units = sometimes.iter().map(|(attributes, _)| quote!(#(#attributes)* ()));
    quote!(#always + { const BEFORE: &[()] = &[#(#units),*]; BEFORE.len() })
}
