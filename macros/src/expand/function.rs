use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::parameters::local;
use crate::model::Parameter;
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
    // It stands where the name stands, so that a message about the type shows the user's own line; as the macro's own
    // item, since of the two that have the name the function is the one to be reported as never used.
    quote_spanned! {name.span().resolved_at(Span::mixed_site())=>
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types)]
        #visibility struct #name {}
    }
}

/// The call of the function.
pub(super) fn expand_call(function: &Function, parameters: &[Parameter]) -> TokenStream {
    let name = &function.signature.ident;
    let arguments = parameters.iter().filter(|p| p.is_handed_on).map(|parameter| local(parameter, name));
    quote!(#name(#(#arguments),*))
}
