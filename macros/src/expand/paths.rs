use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{GenericArgument, Path, PathArguments, Type};

/// The paths that an expansion names. All of them are absolute and start at the root of the runtime crate.
pub(super) struct Paths<'a>(pub(super) &'a Path);

impl Paths<'_> {
    /// Returns the path of a public item: `::portcullis::Context`.
    pub(super) fn public(&self, name: &str) -> TokenStream {
        let (krate, name) = (self.0, invented(name));
        quote!(#krate::#name)
    }

    /// Returns the path of a type of the graph: `::portcullis::graph::Operation`.
    pub(super) fn graph(&self, name: &str) -> TokenStream {
        let (krate, name) = (self.0, invented(name));
        quote!(#krate::graph::#name)
    }

    /// Returns the path of an item that only expansions use: `::portcullis::__private::run`.
    pub(super) fn private(&self, name: &str) -> TokenStream {
        let (krate, name) = (self.0, invented(name));
        quote!(#krate::__private::#name)
    }

    /// Returns the path of a member of a public trait, for a type: `<User as ::portcullis::Dependency>::NEED`.
    ///
    /// The whole path has the span of the type. So a type that does not implement the trait is underlined where the user wrote
    /// it. The compiler prints the same message at the same place once, so there is one error, however often an expansion names
    /// the trait.
    pub(super) fn of(&self, ty: &impl ToTokens, r#trait: &str, member: &str) -> TokenStream {
        self.qualified(ty, self.public(r#trait), member)
    }

    /// Returns the path of a member of a trait that only expansions name, with the span of the type.
    pub(super) fn private_of(&self, ty: &impl ToTokens, r#trait: &str, member: &str) -> TokenStream {
        self.qualified(ty, self.private(r#trait), member)
    }

    fn qualified(&self, ty: &impl ToTokens, r#trait: TokenStream, member: &str) -> TokenStream {
        qualified_at(Ends::of(ty), ty, r#trait, member)
    }

    /// Returns the path of a member of `IntoResponse`, for the error of a dependency's `Result`. The path has the span of the
    /// error type if that is written, and otherwise the span of the return type.
    pub(super) fn of_error(&self, returns: &Type, member: &str) -> TokenStream {
        match written_error(returns) {
            Some(error) => self.of(error, "IntoResponse", member),
            None => {
                let error = self.private_of(returns, "Fallible", "Error");
                self.of(&error, "IntoResponse", member)
            }
        }
    }

    /// Returns the path of the function that turns the error of a dependency's `Result` into a refusal.
    pub(super) fn fallible_result(&self, returns: &Type) -> TokenStream {
        let ends = written_error(returns).map_or_else(|| Ends::of(returns), Ends::of);
        qualified_at(ends, returns, self.private("Fallible"), "into_result")
    }

    /// Returns the path of a private item whose messages are about the code at `span`. The compiler shows a message where the
    /// item is named, so the whole path has that span.
    pub(super) fn constant(&self, name: &str, span: Span) -> TokenStream {
        respan(self.private(name), span)
    }

    /// Expands to the identity of an item: its module, its name, the place of the name, and the hash of its
    /// declaration.
    pub(super) fn identity(&self, name: &Ident, declaration: u64) -> TokenStream {
        let new = respan(self.private("id"), name.span());
        let text = name.unraw().to_string();
        let hash = Literal::u64_unsuffixed(declaration);
        quote_spanned!(name.span()=> #new(::core::module_path!(), #text, #hash))
    }
}

/// Expands to the constant that marks the implementation of a trait as written by a macro.
pub(super) fn made_by_macro() -> TokenStream {
    quote!(
        const MADE_BY_MACRO: ::core::primitive::bool = true;
    )
}

/// The spans of the first and the last token of something. On stable Rust only the compiler can join two spans.
struct Ends(Span, Span);

impl Ends {
    fn of(tokens: &impl ToTokens) -> Self {
        let tokens: Vec<TokenTree> = tokens.to_token_stream().into_iter().collect();
        let span = |token: Option<&TokenTree>| token.map_or_else(Span::call_site, TokenTree::span);
        Self(span(tokens.first()), span(tokens.last()))
    }
}

fn qualified_at(ends: Ends, ty: &impl ToTokens, r#trait: TokenStream, member: &str) -> TokenStream {
    let Ends(first, last) = ends;
    let (r#trait, member) = (respan(r#trait, last), Ident::new(member, last));
    let open = quote_spanned!(first=> <);
    let close = quote_spanned!(last=> as #r#trait>::#member);
    quote!(#open #ty #close)
}

/// Returns the type `E` of `Result<T, E>`, if it is written.
fn written_error(returns: &Type) -> Option<&Type> {
    let Type::Path(path) = returns else { return None };
    let PathArguments::AngleBracketed(generics) = &path.path.segments.last()?.arguments else { return None };
    match generics.args.iter().nth(1)? {
        GenericArgument::Type(error) => Some(error),
        _ => None,
    }
}

/// Returns the tokens, all with the span `span`.
pub(super) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let respan = |mut token: TokenTree| {
        token.set_span(span);
        token
    };
    tokens.into_iter().map(respan).collect()
}

/// Returns a name of ours, which cannot clash with a name of the user's.
pub(super) fn invented(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}
