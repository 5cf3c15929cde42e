//! What is printed after an error: the user's item, so that nothing else seems to be missing, and a type of
//! its name that stands in for what could not be made.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Path;

use super::dependency::{expand_clone, expand_output};
use super::function::{expand_function, expand_type};
use super::paths::Paths;
use crate::errors::Errors;
use crate::model::Dependency;
use crate::syntax::Function;

pub(crate) fn broken_operation(function: &Function, krate: &Path) -> TokenStream {
    let (user, name, paths) = (expand_unused(function), &function.signature.ident, Paths(krate));
    if function.is_method() {
        return user;
    }
    let (ty, cfgs) = (expand_type(function), function.cfgs());
    let (r#trait, node, broken) =
        (paths.public("Operation"), paths.graph("Operation"), paths.private("broken"));
    let (context, running, id) = (paths.public("Context"), paths.public("Running"), paths.graph("Id"));
    quote! {
        #user
        #ty
        #(#cfgs)*
        #[automatically_derived]
        impl #r#trait for #name {
            const ID: #id = #broken::OPERATION.id;
            const OPERATION: #node = #broken::OPERATION;
            fn call(_: #context) -> #running {
                #broken::call()
            }
        }
    }
}

/// It still provides the value of its signature, so that items that depend on it are not reported, too.
pub(crate) fn broken_dependency(function: &Function, dependency: &Dependency) -> TokenStream {
    let (user, name, paths) = (expand_unused(function), &function.signature.ident, Paths(&dependency.krate));
    if function.is_method() {
        return user;
    }
    let (ty, cfgs) = (expand_type(function), function.cfgs());
    let (r#trait, node, broken) =
        (paths.public("Dependency"), paths.graph("Dependency"), paths.private("broken"));
    let (context, result) = (paths.public("Context"), paths.public("Result"));
    let output = if function.is_plain() { expand_output(&paths, dependency) } else { quote!(()) };
    let clone = expand_clone(&paths, &quote!(Self::Output));
    quote! {
        #user
        #ty
        #(#cfgs)*
        #[automatically_derived]
        impl #r#trait for #name {
            type Output = #output;
            #clone
            const DEPENDENCY: #node = #broken::DEPENDENCY;
            async fn resolve(_: &mut #context) -> #result<Self::Output> {
                #broken::never().await
            }
        }
    }
}

/// A struct or an enum still is a dependency.
pub(crate) fn broken_type(name: &Ident, krate: &Path) -> TokenStream {
    let paths = Paths(krate);
    let (r#trait, node, broken) =
        (paths.public("Dependency"), paths.graph("Dependency"), paths.private("broken"));
    let (context, result) = (paths.public("Context"), paths.public("Result"));
    let clone = expand_clone(&paths, &quote!(Self));
    quote! {
        #[automatically_derived]
        impl #r#trait for #name {
            type Output = Self;
            #clone
            const DEPENDENCY: #node = #broken::DEPENDENCY;
            async fn resolve(_: &mut #context) -> #result<Self::Output> {
                #broken::never().await
            }
        }
    }
}

/// A list of nothing, wherever an expression can stand.
pub(crate) fn broken_routes(krate: &Path, errors: Errors) -> TokenStream {
    let (routes, errors) = (Paths(krate).private("routes"), errors.into_compile_errors());
    quote!({ #errors #routes(::core::module_path!(), false, &[]) })
}

/// The user's function, which nothing calls now.
fn expand_unused(function: &Function) -> TokenStream {
    let user = expand_function(function);
    quote!(#[allow(dead_code, unused_variables)] #user)
}
