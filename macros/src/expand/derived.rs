use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Member, Path};

use super::asks::{self, expand_need, expand_scope_checks};
use super::dependency::expand_clone;
use super::parameters::{
    expand_lets, expand_need as expand_parameter_need, expand_need_read, in_order, local,
};
use super::paths::{Paths, invented, made_by_macro, respan};
use crate::model::{Alternatives, Origin, Record};
use crate::syntax::{Ask, WrapperItem};

/// Expands a struct whose fields are resolved.
pub(crate) fn record(record: &Record, declaration: u64) -> TokenStream {
    let (paths, name) = (Paths(&record.krate), &record.name);
    let (describe, answers) = (paths.private("function"), paths.graph("Answers"));
    let id = paths.identity(name, declaration);
    let needs = expand_record_needs(&paths, record);
    let lets = expand_lets(&paths, &record.parameters, name);
    let fields = record.members.iter().zip(&record.parameters).map(|(member, parameter)| {
        let local = local(parameter, name);
        quote!(#member: #local?)
    });
    let body = quote!(#lets ::core::result::Result::Ok(Self { #(#fields),* }));
    let constant = quote!(#describe(#id, &#answers::Nothing, Self::CLONE.is_some()) #needs);
    let implementation = implementation(&paths, name, &constant, &body);
    let scopes = record.parameters.iter().filter_map(|parameter| match &parameter.origin {
        Origin::Dependency(ask) => Some(expand_scope_checks(&paths, &[], ask)),
        _ => None,
    });
    let spans = in_order(&record.parameters).map(|parameter| match &parameter.origin {
        Origin::Dependency(ask) => Some(ask.path.span()),
        _ => None,
    });
    let checks = order_checks(&paths, name, "check_dependency", spans);
    quote!(#implementation #(#scopes)* #checks)
}

/// Expands to the needs of the fields, for the constant.
fn expand_record_needs(paths: &Paths<'_>, record: &Record) -> TokenStream {
    let is_named = matches!(record.members.first(), Some(Member::Named(_)));
    let needs = in_order(&record.parameters).map(|parameter| match &parameter.origin {
        Origin::Dependency(ask) if is_named => expand_named_need(paths, ask, &parameter.wire_name()),
        _ => expand_parameter_need(paths, parameter),
    });
    if record.members.is_empty() { TokenStream::new() } else { quote!(.needs(&[#(#needs),*])) }
}

/// Expands to the need for a dependency whose value this field or variant gets.
fn expand_named_need(paths: &Paths<'_>, ask: &Ask, name: &str) -> TokenStream {
    let (named, need) = (paths.private("named"), expand_need(paths, ask));
    quote!(#named(#need, #name))
}

/// Expands a struct that is another name for the value of a dependency.
pub(crate) fn wrapper(wrapper: &WrapperItem, ask: &Ask, krate: &Path, declaration: u64) -> TokenStream {
    let (paths, item, field) = (Paths(krate), &wrapper.item, &wrapper.field);
    let name = &item.ident;
    let (describe, answers) = (paths.private("function"), paths.graph("Answers"));
    let id = paths.identity(name, declaration);
    let need = expand_need(&paths, ask);
    let constant = quote!(#describe(#id, &#answers::Nothing, Self::CLONE.is_some()).needs(&[#need]));
    let read = expand_need_read(&paths, 0, &asks::expand_read(&paths, ask));
    let body = quote!(::core::result::Result::Ok(Self { #field: #read?? }));
    let implementation = implementation(&paths, name, &constant, &body);
    let scopes = expand_scope_checks(&paths, &[], ask);
    quote!(#item #implementation #scopes)
}

/// Expands an enum of which one variant is resolved.
pub(crate) fn alternatives(alternatives: &Alternatives, declaration: u64) -> TokenStream {
    let (paths, name) = (Paths(&alternatives.krate), &alternatives.name);
    let (describe, choice) = (paths.private("any_of"), paths.private("Choice"));
    let id = paths.identity(name, declaration);
    let needs = alternatives
        .variants
        .iter()
        .map(|(variant, _, ask)| expand_named_need(&paths, ask, &variant.unraw().to_string()));
    let constant = quote!(#describe(#id, &[#(#needs),*], Self::CLONE.is_some()));
    let cx = invented("__cx");
    let offers =
        alternatives.variants.iter().enumerate().map(|(at, variant)| expand_offer(&paths, at, variant));
    let body = quote! {
        let mut choice = #choice::new(#cx).await;
        #(#offers)*
        ::core::result::Result::Err(choice.refuse(#cx).await)
    };
    let implementation = implementation(&paths, name, &constant, &body);
    let scopes = alternatives.variants.iter().map(|(.., ask)| expand_scope_checks(&paths, &[], ask));
    let spans = alternatives.variants.iter().map(|(.., ask)| Some(ask.path.span()));
    let checks = order_checks(&paths, name, "check_alternative", spans);
    quote!(#implementation #(#scopes)* #checks)
}

fn expand_offer(paths: &Paths<'_>, at: usize, (variant, field, ask): &(Ident, Member, Ask)) -> TokenStream {
    let (cx, at) = (invented("__cx"), Literal::usize_unsuffixed(at));
    let read = asks::expand_read(paths, ask);
    quote! {
        let offered = choice.offer(#cx, &Self::DEPENDENCY.needs[#at], #read).await?;
        if let ::core::option::Option::Some(value) = offered {
            return ::core::result::Result::Ok(Self::#variant { #field: value });
        }
    }
}

fn implementation(
    paths: &Paths<'_>,
    name: &Ident,
    constant: &TokenStream,
    body: &TokenStream,
) -> TokenStream {
    let (r#trait, node) = (paths.public("Dependency"), paths.graph("Dependency"));
    let (context, result) = (paths.public("Context"), respan(paths.public("Result"), name.span()));
    let clone = expand_clone(paths, &quote!(Self));
    let (made_by_macro, cx) = (made_by_macro(), invented("__cx"));
    let signature =
        quote_spanned!(name.span()=> async fn resolve(#cx: &mut #context) -> #result<Self::Output>);
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #r#trait for #name {
            type Output = Self;
            #clone
            #made_by_macro
            const DEPENDENCY: #node = #constant;
            #signature { #body }
        }
    }
}

/// Expands to one check per dependency that follows another.
fn order_checks(
    paths: &Paths<'_>,
    name: &Ident,
    check: &str,
    spans: impl Iterator<Item = Option<proc_macro2::Span>>,
) -> TokenStream {
    let mut checks = TokenStream::new();
    for (at, span) in spans.enumerate().skip(1) {
        let Some(span) = span else { continue };
        let (check, at) = (paths.constant(check, span), Literal::usize_unsuffixed(at));
        checks.extend(quote_spanned!(span=> const _: () = #check::<#name>(#at);));
    }
    checks
}
