use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::asks::end;
use super::parameters::local;
use super::paths::Paths;
use crate::model::{Origin, Parameter, is_named};
use crate::syntax::Function;

/// Expands to the user's function as it was written, without our attributes.
pub(super) fn expand_function(function: &Function) -> TokenStream {
    let Function { attributes, visibility, signature, body, .. } = function;
    quote!(#(#attributes)* #visibility #signature #body)
}

/// Expands to the type of the function's name, which represents the function wherever a dependency or an operation is named.
/// The struct has braces, so that its name does not clash with the function in the namespace of values.
pub(super) fn expand_type(function: &Function) -> TokenStream {
    let (cfgs, visibility, name) = (function.cfgs(), &function.visibility, &function.signature.ident);
    // The type has the span of the name, so that a message about the type shows the user's own line. The type is resolved as the
    // macro's own item, so that the compiler reports the function as never used, and not the type.
    quote_spanned! {name.span().resolved_at(Span::mixed_site())=>
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(non_camel_case_types)]
        #visibility struct #name {}
    }
}

/// Expands to the call of the function. The tokens `opened`, such as `?`, follow each value that was read. All values are opened
/// together and only in the call, so that every problem of the request has been found by then.
pub(super) fn expand_call(
    paths: &Paths<'_>,
    function: &Function,
    parameters: &[Parameter],
    opened: &TokenStream,
) -> TokenStream {
    let name = &function.signature.ident;
    let arguments = parameters.iter().filter(|parameter| parameter.is_handed_on).map(|parameter| {
        let value = local(parameter, name);
        expand_argument(paths, parameter, &quote!(#value #opened))
    });
    quote!(#name(#(#arguments),*))
}

/// Expands to one argument of the call. An argument that is an `Option` may belong to a dependency that is not optional. Its
/// value passes through `Yields`, so that the compiler explains the mismatch.
fn expand_argument(paths: &Paths<'_>, parameter: &Parameter, value: &TokenStream) -> TokenStream {
    match &parameter.origin {
        Origin::Dependency(ask) if parameter.is_option() && !is_named(&ask.path, "Optional") => {
            let (yields, ty) = (paths.constant("Yields", end(&parameter.ty)), &parameter.ty);
            quote_spanned!(end(ty)=> #yields::<#ty>::yielded(#value))
        }
        _ => value.clone(),
    }
}
