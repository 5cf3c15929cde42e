use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::Path;

/// The paths that an expansion names, all absolute, from the root of the runtime crate.
pub(super) struct Paths<'a>(pub(super) &'a Path);

impl Paths<'_> {
    /// A public item: `::portcullis::Context`.
    pub(super) fn public(&self, name: &str) -> TokenStream {
        let (krate, name) = (self.0, invented(name));
        quote!(#krate::#name)
    }

    /// A type of the graph: `::portcullis::graph::Operation`.
    pub(super) fn graph(&self, name: &str) -> TokenStream {
        let (krate, name) = (self.0, invented(name));
        quote!(#krate::graph::#name)
    }

    /// A function that only expansions call: `::portcullis::__private::respond`.
    pub(super) fn private(&self, name: &str) -> TokenStream {
        let (krate, name) = (self.0, invented(name));
        quote!(#krate::__private::#name)
    }

    /// A rule of the compiler's: `::portcullis::__private::check::sharing`.
    pub(super) fn check(&self, name: &str, span: Span) -> TokenStream {
        let (krate, name) = (self.0, Ident::new(name, span));
        quote::quote_spanned!(span=> #krate::__private::check::#name)
    }
}

/// A name of ours, which no name of the user's can meet.
pub(super) fn invented(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
