use proc_macro2::TokenStream;
use quote::quote;

use crate::syntax::Function;

/// The user's function as it was written, less our attributes.
pub(super) fn expand_function(function: &Function) -> TokenStream {
    let Function { attributes, visibility, signature, body, .. } = function;
    quote!(#(#attributes)* #visibility #signature #body)
}

/// The type of the function's name, which stands for it wherever a dependency or an operation is named. Braced,
/// so that the name stays free for the function among the values.
pub(super) fn expand_type(function: &Function) -> TokenStream {
    let (cfgs, visibility, name) = (function.cfgs(), &function.visibility, &function.signature.ident);
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types)]
        #visibility struct #name {}
    }
}

/// The call of the function with these arguments.
pub(super) fn expand_call(function: &Function, arguments: &[TokenStream]) -> TokenStream {
    let name = &function.signature.ident;
    let wait = function.signature.asyncness.map(|_| quote!(.await));
    quote!(#name(#(#arguments),*) #wait)
}
