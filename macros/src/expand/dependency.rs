use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use super::function::{expand_call, expand_function, expand_type};
use super::operation::{expand_argument_checks, expand_errors, expand_scope_checks};
use super::parameters::{expand_lets, expand_needs};
use super::paths::{Paths, invented, made_by_macro, respan};
use crate::model::{Dependency, Parameter};
use crate::syntax::Function;

/// Expands a function under `#[dependency]`: the function itself, a type of its name, the implementation and the checks.
pub(crate) fn dependency(function: &Function, dependency: &Dependency, declaration: u64) -> TokenStream {
    let paths = Paths(&dependency.krate);
    let user = expand_function(function);
    let ty = expand_type(function);
    let implementation = expand_impl(&paths, function, dependency, declaration);
    let checks = expand_scope_checks(&paths, function, &dependency.parameters);
    let arguments = expand_argument_checks(&paths, function, &dependency.parameters, "check_dependency");
    let judge = expand_judge_check(&paths, function, dependency);
    let value = expand_value_check(&paths, function, dependency);
    quote!(#user #ty #implementation #checks #arguments #judge #value)
}

/// Expands to the check that credentials are judged before anything else of the request can be refused. Only a function that
/// can refuse and has dependencies judges credentials.
fn expand_judge_check(
    paths: &Paths<'_>,
    function: &Function,
    dependency: &Dependency,
) -> Option<TokenStream> {
    let has_dependencies = dependency.parameters.iter().any(Parameter::is_dependency);
    (dependency.is_fallible() && has_dependencies).then(|| {
        let (cfgs, name) = (function.cfgs(), &function.signature.ident);
        let check = paths.constant("check_judge", name.span());
        quote_spanned!(name.span()=> #(#cfgs)* const _: () = #check::<#name>();)
    })
}

fn expand_impl(
    paths: &Paths<'_>,
    function: &Function,
    dependency: &Dependency,
    declaration: u64,
) -> TokenStream {
    let (cfgs, name) = (function.cfgs(), &function.signature.ident);
    let allow = function.is_deprecated().then(|| quote!(#[allow(deprecated)]));
    let r#trait = paths.public("Dependency");
    let output = expand_output(paths, dependency);
    let clone = expand_clone(paths, &quote!(Self::Output));
    let constant = expand_constant(paths, function, dependency, declaration);
    let (made_by_macro, resolve) = (made_by_macro(), expand_resolve(paths, function, dependency));
    quote! {
        #(#cfgs)*
        #allow
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #r#trait for #name {
            type Output = #output;
            #clone
            #made_by_macro
            #constant
            #resolve
        }
    }
}

/// Expands to the check that the return type is not a `Result` by another name. A macro sees only the name of a type, so the
/// compiler must check the type itself.
fn expand_value_check(
    paths: &Paths<'_>,
    function: &Function,
    dependency: &Dependency,
) -> Option<TokenStream> {
    // A tuple, a reference or a slice is visibly not a `Result`.
    let may_hide =
        |ty: &&Type| matches!(ty, Type::Path(_) | Type::Group(_) | Type::Paren(_) | Type::Macro(_));
    let returns = Some(&dependency.returns).filter(may_hide)?;
    if dependency.is_fallible() {
        return None;
    }
    let (cfgs, check) = (function.cfgs(), paths.constant("check_value", returns.span()));
    let (not_result, returned) = (paths.private("NotResult"), paths.private("Returned"));
    Some(quote_spanned! {returns.span()=>
        #(#cfgs)*
        const _: () = {
            #[allow(unused_imports)]
            use #not_result as _;
            #check(#returned::<#returns>::IS_RESULT)
        };
    })
}

pub(super) fn expand_output(paths: &Paths<'_>, dependency: &Dependency) -> TokenStream {
    let returns = &dependency.returns;
    if dependency.is_fallible() { paths.private_of(returns, "Fallible", "Value") } else { quote!(#returns) }
}

/// Expands to the constant `CLONE`, which holds the function that clones the value, if any. See `Sharing` in
/// the runtime.
pub(super) fn expand_clone(paths: &Paths<'_>, output: &TokenStream) -> TokenStream {
    let (not_clone, sharing) = (paths.private("NotClone"), paths.private("Sharing"));
    let clone_of = paths.public("CloneOf");
    quote! {
        const CLONE: #clone_of<#output> = {
            #[allow(unused_imports)]
            use #not_clone as _;
            #sharing::<#output>::CLONE
        };
    }
}

fn expand_constant(
    paths: &Paths<'_>,
    function: &Function,
    dependency: &Dependency,
    declaration: u64,
) -> TokenStream {
    let (ty, describe) = (paths.graph("Dependency"), paths.private("function"));
    let id = paths.identity(&function.signature.ident, declaration);
    let answers = if dependency.is_fallible() {
        let answers = paths.of_error(&dependency.returns, "ANSWERS");
        quote!(&#answers)
    } else {
        let answers = paths.graph("Answers");
        quote!(&#answers::Nothing)
    };
    let refuses = dependency.is_fallible().then(|| quote!(.refuses()));
    let errors = expand_errors(&dependency.errors);
    let needs = expand_needs(paths, &dependency.parameters);
    quote! {
        const DEPENDENCY: #ty = #describe(#id, #answers, Self::CLONE.is_some()) #refuses #errors #needs;
    }
}

fn expand_resolve(paths: &Paths<'_>, function: &Function, dependency: &Dependency) -> TokenStream {
    let name = &function.signature.ident;
    let (context, result) = (paths.public("Context"), respan(paths.public("Result"), name.span()));
    let cx = invented("__cx");
    let lets = expand_lets(paths, &dependency.parameters, name);
    let call = expand_call(paths, function, &dependency.parameters, &quote!(?));
    let wait = function.signature.asyncness.map(|_| quote!(.await));
    let call = quote!(#call #wait);
    let value = if dependency.is_fallible() {
        let into_result = paths.fallible_result(&dependency.returns);
        let respond = paths.of_error(&dependency.returns, "into_response");
        quote!(#into_result(#call, #respond))
    } else {
        quote!(::core::result::Result::Ok(#call))
    };
    let signature = quote_spanned! {name.span()=>
        async fn resolve(#cx: &mut #context) -> #result<Self::Output>
    };
    quote! {
        #signature {
            #lets
            #value
        }
    }
}
