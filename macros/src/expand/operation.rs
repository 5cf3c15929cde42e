use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::asks;
use super::function::{expand_call, expand_function, expand_type};
use super::parameters::{expand_needs, expand_read, in_order, local};
use super::paths::{Paths, invented, made_by_macro};
use crate::model::{Operation, Origin, Parameter};
use crate::syntax::Function;

/// Expands an operation: the function itself, a type of its name, the implementation and the checks.
pub(crate) fn operation(function: &Function, operation: &Operation, declaration: u64) -> TokenStream {
    let paths = Paths(&operation.krate);
    let user = expand_function(function);
    let ty = expand_type(function);
    let implementation = expand_impl(&paths, function, operation, declaration);
    let checks = expand_checks(&paths, function, operation);
    quote!(#user #ty #implementation #checks)
}

fn expand_impl(
    paths: &Paths<'_>,
    function: &Function,
    operation: &Operation,
    declaration: u64,
) -> TokenStream {
    let (cfgs, name) = (function.cfgs(), &function.signature.ident);
    let allow = function.is_deprecated().then(|| quote!(#[allow(deprecated)]));
    let r#trait = paths.public("Operation");
    let constant = expand_constant(paths, function, operation, declaration);
    let call = expand_call_method(paths, function, operation);
    quote! {
        #(#cfgs)*
        #allow
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #r#trait for #name {
            #constant
            #call
        }
    }
}

fn expand_constant(
    paths: &Paths<'_>,
    function: &Function,
    operation: &Operation,
    declaration: u64,
) -> TokenStream {
    let (ty, method) = (paths.graph("Operation"), paths.graph("Method"));
    let answers = paths.of(&operation.returns, "IntoResponse", "ANSWERS");
    let variant = invented(&operation.method.variant());
    let (path, identity) = (&operation.path.literal, paths.identity(&function.signature.ident, declaration));
    let id = paths.graph("Id");
    let details = expand_details(operation);
    let guards = operation.guards();
    let guards = (guards > 0).then(|| {
        let guards = Literal::usize_unsuffixed(guards);
        quote!(.guards(#guards))
    });
    let (made_by_macro, needs) = (made_by_macro(), expand_needs(paths, &operation.parameters));
    quote! {
        #made_by_macro
        const ID: #id = #identity;
        const OPERATION: #ty = #ty::new(Self::ID, #method::#variant, #path, &#answers) #details #needs #guards;
    }
}

/// Expands to the doc comment and the remaining keys of the attribute, each as a call of the method with its name.
fn expand_details(operation: &Operation) -> TokenStream {
    let arguments = &operation.arguments;
    let doc = operation.doc.iter().map(|doc| quote!(.doc(#doc)));
    let summary = arguments.summary.iter().map(|text| quote!(.summary(#text)));
    let description = arguments.description.iter().map(|text| quote!(.description(#text)));
    let operation_id = arguments.operation_id.iter().map(|text| quote!(.operation_id(#text)));
    let status = arguments.status.iter().map(|status| quote!(.status(#status)));
    let deprecated = arguments.deprecated.iter().map(|flag| quote!(.deprecated(#flag)));
    let shown = arguments.include_in_schema.iter().map(|flag| quote!(.include_in_schema(#flag)));
    let tags = (!arguments.tags.is_empty()).then(|| {
        let tags = &arguments.tags;
        quote!(.tags(&[#(#tags),*]))
    });
    let errors = expand_errors(&arguments.errors);
    let public = arguments.public.iter().map(|reason| quote!(.public(#reason)));
    let shadows = arguments.shadows.iter().map(|reason| quote!(.shadows(#reason)));
    quote!(#(#doc)* #(#summary)* #(#description)* #(#operation_id)* #(#status)* #(#deprecated)* #(#shown)* #tags #errors #(#public)* #(#shadows)*)
}

pub(super) fn expand_errors(errors: &[(syn::LitInt, syn::LitStr)]) -> Option<TokenStream> {
    let pairs = errors.iter().map(|(status, meaning)| quote!((#status, #meaning)));
    (!errors.is_empty()).then(|| quote!(.errors(&[#(#pairs),*])))
}

/// Expands to the method `call`, which tells the runtime what to read, which handler to call and how to answer.
fn expand_call_method(paths: &Paths<'_>, function: &Function, operation: &Operation) -> TokenStream {
    let name = &function.signature.ident;
    let (context, running) = (paths.public("Context"), paths.public("HandlerFuture"));
    let respond = paths.of(&operation.returns, "IntoResponse", "RESPOND");
    let cx = invented("__cx");
    let reads = in_order(&operation.parameters).map(|parameter| expand_read(paths, parameter));
    let values = in_order(&operation.parameters).map(|parameter| local(parameter, name));
    let call = expand_call(paths, function, &operation.parameters, &TokenStream::new());
    // A handler that is not `async` has finished when its call returns.
    let call =
        if function.signature.asyncness.is_some() { call } else { quote!(::core::future::ready(#call)) };
    let run = paths.constant("run", name.span());
    // The body is spanned at the name, so that a handler whose future cannot change threads is underlined there.
    let body = quote_spanned!(name.span()=> #run(#cx, Self::OPERATION.needs, (#(#reads,)*), |(#(#values,)*)| #call, #respond));
    quote! {
        fn call(#cx: #context) -> #running {
            #body
        }
    }
}

/// Expands to one constant per check, so that every mistake is reported, by `cargo check` as well.
fn expand_checks(paths: &Paths<'_>, function: &Function, operation: &Operation) -> TokenStream {
    let scopes = expand_scope_checks(paths, function, &operation.parameters);
    let arguments = expand_argument_checks(paths, function, &operation.parameters, "check_operation");
    let parameters = expand_path_checks(paths, function, operation);
    let public = operation.arguments.public.as_ref().map(|reason| {
        let (cfgs, name, span) = (function.cfgs(), &function.signature.ident, reason.span());
        let check = paths.constant("check_public", span);
        quote_spanned!(span=> #(#cfgs)* const _: () = #check::<#name>();)
    });
    quote!(#scopes #arguments #parameters #public)
}

/// Expands to one check per path parameter that only a dependency can take.
fn expand_path_checks(paths: &Paths<'_>, function: &Function, operation: &Operation) -> TokenStream {
    let (name, span) = (&function.signature.ident, operation.path.literal.span());
    let check = paths.constant("check_path_parameter", span);
    let checks = operation.unused_path_parameters().into_iter().map(|parameter| {
        let cfgs = function.cfgs();
        quote_spanned!(span=> #(#cfgs)* const _: () = #check::<#name>(#parameter);)
    });
    checks.collect()
}

/// Expands to one check per dependency that follows another, and to one check of a body that follows a dependency.
pub(super) fn expand_argument_checks(
    paths: &Paths<'_>,
    function: &Function,
    parameters: &[Parameter],
    check: &str,
) -> TokenStream {
    let has_dependencies = parameters.iter().any(Parameter::is_dependency);
    let mut checks = TokenStream::new();
    for (at, parameter) in in_order(parameters).enumerate().skip(1) {
        let span = match &parameter.origin {
            Origin::Dependency(ask) => ask.path.span(),
            Origin::Body if has_dependencies => parameter.name.span(),
            _ => continue,
        };
        let (cfgs, name) = (function.cfgs(), &function.signature.ident);
        let (check, at) = (paths.constant(check, span), Literal::usize_unsuffixed(at));
        checks.extend(quote_spanned!(span=> #(#cfgs)* const _: () = #check::<#name>(#at);));
    }
    checks
}

/// Expands to one check per required scope.
pub(super) fn expand_scope_checks(
    paths: &Paths<'_>,
    function: &Function,
    parameters: &[Parameter],
) -> TokenStream {
    let cfgs: Vec<_> = function.cfgs().collect();
    let asks = parameters.iter().filter_map(|parameter| match &parameter.origin {
        Origin::Dependency(ask) => Some(ask),
        _ => None,
    });
    asks.map(|ask| asks::expand_scope_checks(paths, &cfgs, ask)).collect()
}
