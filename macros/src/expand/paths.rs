use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::Path;
use syn::ext::IdentExt;

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

    /// A function that is called while the program is compiled, and says something about what stands at
    /// `span`: it is shown where its call stands, so all of the path stands there.
    pub(super) fn constant(&self, name: &str, span: Span) -> TokenStream {
        respan(self.private(name), span)
    }

    /// The identity of an item, which is where its name stands.
    pub(super) fn identity(&self, name: &Ident) -> TokenStream {
        let new = respan(self.graph("Id"), name.span());
        let text = name.unraw().to_string();
        quote_spanned!(name.span()=> #new::new(::core::module_path!(), #text))
    }
}

fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let respan = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_iter().map(respan).collect()
}

/// A name of ours, which no name of the user's can meet.
pub(super) fn invented(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
