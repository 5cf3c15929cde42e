//! What is printed after an error: the user's item, so that nothing else seems to be missing, and a type of
//! its name that stands in for what could not be made.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::function::{expand_function, expand_type};
use super::paths::Paths;
use crate::errors::Errors;
use crate::syntax::Function;

pub(crate) fn broken_operation(function: &Function) -> TokenStream {
    let (user, ty, name) = (expand_function(function), expand_type(function), &function.signature.ident);
    let krate = parse_quote!(::portcullis);
    let paths = Paths(&krate);
    let (r#trait, node, context, result, broken) = (
        paths.public("Operation"),
        paths.graph("Operation"),
        paths.public("Context"),
        paths.public("Result"),
        paths.private("broken"),
    );
    quote! {
        #[allow(dead_code)]
        #user
        #ty
        #[automatically_derived]
        impl #r#trait for #name {
            const OPERATION: #node = #broken::OPERATION;
            async fn call(_: &mut #context) -> #result {
                #broken::never().await
            }
        }
    }
}

pub(crate) fn broken_dependency(function: &Function) -> TokenStream {
    let (user, ty) = (expand_function(function), expand_type(function));
    quote!(#[allow(dead_code)] #user #ty)
}

pub(crate) fn broken_routes(errors: Errors) -> TokenStream {
    let errors = errors.into_compile_errors();
    let krate = parse_quote!(::portcullis);
    let routes = Paths(&krate).private("routes");
    quote!({ #errors #routes(&[]) })
}
