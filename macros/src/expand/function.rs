use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::asks::end;
use super::parameters::local;
use super::paths::Paths;
use crate::model::{Origin, Parameter, is_named};
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

/// The call of the function. What was read is `opened` there, as written: all together and only here, so that whatever is wrong
/// with the request has been found by then.
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

/// One argument of the call. Where an `Option` is taken of what may be no optional dependency, the compiler is told to say so.
fn expand_argument(paths: &Paths<'_>, parameter: &Parameter, value: &TokenStream) -> TokenStream {
    match &parameter.origin {
        Origin::Dependency(ask) if parameter.is_optional() && !is_named(&ask.path, "Optional") => {
            let (yields, ty) = (paths.constant("Yields", end(&parameter.ty)), &parameter.ty);
            quote_spanned!(end(ty)=> #yields::<#ty>::yielded(#value))
        }
        _ => value.clone(),
    }
}
