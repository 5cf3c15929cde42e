//! The expansion after an error. It keeps the user's item, so that nothing else seems to be missing. A type
//! of the same name is the placeholder for the parts that could not be expanded.

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
    let (context, running, id) = (paths.public("Context"), paths.public("HandlerFuture"), paths.graph("Id"));
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

/// Expands to a dependency that keeps the output type of its signature, so that the items that depend on it are not reported
/// as well.
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

/// Expands to a dependency for a struct or an enum, so that the items that depend on it are not reported as well.
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

/// Expands to the errors and an empty list, in a block that is valid wherever an expression is.
pub(crate) fn broken_routes(krate: &Path, errors: Errors) -> TokenStream {
    let (routes, errors) = (Paths(krate).private("routes"), errors.into_compile_errors());
    quote!({ #errors #routes(::core::module_path!(), false, &[]) })
}

/// Expands to the user's function. Nothing calls the function after an error, but the compiler must not
/// report it as unused.
fn expand_unused(function: &Function) -> TokenStream {
    let user = expand_function(function);
    quote!(#[allow(dead_code, unused_variables)] #user)
}
