use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::paths::Paths;
use crate::model::Routes;
use crate::syntax::Entry;

/// A list of routes: a constant in a block, wherever the macro stands.
pub(crate) fn routes(routes: &Routes) -> TokenStream {
    let paths = Paths(&routes.krate);
    let (ty, make) = (paths.public("Routes"), paths.private("routes"));
    let entries = routes.entries.iter().map(|(attributes, entry)| {
        let entry = expand_entry(&paths, entry);
        quote!(#(#attributes)* #entry)
    });
    quote! {{
        const __PORTCULLIS_ROUTES: #ty = #make(&[#(#entries),*]);
        __PORTCULLIS_ROUTES
    }}
}

fn expand_entry(paths: &Paths<'_>, entry: &Entry) -> TokenStream {
    match entry {
        Entry::Operation(path) => {
            let operation = paths.private("operation");
            quote!(#operation::<#path>())
        }
        Entry::Nest(prefix, routes) => {
            let nest = paths.constant("nest", prefix.span());
            quote_spanned!(prefix.span()=> #nest(#prefix, #routes))
        }
    }
}
