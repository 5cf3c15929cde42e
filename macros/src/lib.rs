//! The macros of Portcullis. They are documented where they are used: on their re-exports in the
//! `portcullis` crate.
#![allow(missing_docs, reason = "the documentation stands on the re-exports, where its examples compile")]

mod check;
mod errors;
mod expand;
mod identity;
mod model;
mod pipeline;
mod syntax;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use model::Method;

macro_rules! methods {
    ($($name:ident $method:ident)*) => {$(
        #[proc_macro_attribute]
        pub fn $name(arguments: TokenStream, item: TokenStream) -> TokenStream {
            pipeline::operation(Method::$method, arguments.into(), item.into()).into()
        }
    )*};
}

methods! { get Get post Post put Put patch Patch delete Delete head Head options Options }

#[proc_macro_attribute]
pub fn trace(arguments: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::trace(arguments.into(), item.into()).into()
}

#[proc_macro_attribute]
pub fn dependency(arguments: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::dependency(arguments.into(), item.into()).into()
}

#[proc_macro_derive(Dependency, attributes(depends, security, query, header, cookie, body, dependency))]
pub fn derive_dependency(item: TokenStream) -> TokenStream {
    pipeline::record(item.into()).into()
}

#[proc_macro_derive(AnyOf, attributes(depends, security, any_of))]
pub fn derive_any_of(item: TokenStream) -> TokenStream {
    pipeline::alternatives(item.into()).into()
}

#[proc_macro_attribute]
pub fn security_scheme(arguments: TokenStream, item: TokenStream) -> TokenStream {
    pipeline::scheme(arguments.into(), item.into()).into()
}

#[proc_macro]
pub fn routes(entries: TokenStream) -> TokenStream {
    pipeline::routes(entries.into(), false).into()
}

#[proc_macro]
pub fn secured_routes(entries: TokenStream) -> TokenStream {
    pipeline::routes(entries.into(), true).into()
}
