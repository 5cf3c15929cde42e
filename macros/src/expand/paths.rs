use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{GenericArgument, Path, PathArguments, Type};

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

    /// What the public trait `name` says of a type: `<User as ::portcullis::Dependency>::ASKED`.
    ///
    /// All of it stands where the type stands. So a type that does not implement the trait is underlined where the
    /// user wrote it; and since the compiler prints the same message at the same place once, it is one error
    /// however often an expansion asks.
    pub(super) fn of(&self, ty: &impl ToTokens, r#trait: &str, member: &str) -> TokenStream {
        self.qualified(ty, self.public(r#trait), member)
    }

    /// The same, of a trait that only expansions name.
    pub(super) fn private_of(&self, ty: &impl ToTokens, r#trait: &str, member: &str) -> TokenStream {
        self.qualified(ty, self.private(r#trait), member)
    }

    fn qualified(&self, ty: &impl ToTokens, r#trait: TokenStream, member: &str) -> TokenStream {
        qualified_at(Ends::of(ty), ty, r#trait, member)
    }

    /// What the error of a dependency's `Result` can do: `Fallible::into_result` and the error's own conversion,
    /// both standing where the error is written, if it is.
    pub(super) fn of_error(&self, returns: &Type, member: &str) -> TokenStream {
        match written_error(returns) {
            Some(error) => self.of(error, "IntoResponse", member),
            None => {
                let error = self.private_of(returns, "Fallible", "Error");
                self.of(&error, "IntoResponse", member)
            }
        }
    }

    /// The call that makes a refusal of the error of a dependency's `Result`.
    pub(super) fn fallible_result(&self, returns: &Type) -> TokenStream {
        let ends = written_error(returns).map_or_else(|| Ends::of(returns), Ends::of);
        qualified_at(ends, returns, self.private("Fallible"), "into_result")
    }

    /// A function that is called while the program is compiled, and says something about what stands at
    /// `span`: it is shown where its call stands, so all of the path stands there.
    pub(super) fn constant(&self, name: &str, span: Span) -> TokenStream {
        respan(self.private(name), span)
    }

    /// The identity of an item: where its name is, and the hash of its declaration.
    pub(super) fn identity(&self, name: &Ident, declaration: u64) -> TokenStream {
        let new = respan(self.private("id"), name.span());
        let text = name.unraw().to_string();
        let hash = Literal::u64_unsuffixed(declaration);
        quote_spanned!(name.span()=> #new(::core::module_path!(), #text, #hash))
    }
}

/// Says that a macro wrote the implementation of a trait.
pub(super) fn made_by_macro() -> TokenStream {
    quote!(
        const MADE_BY_MACRO: ::core::primitive::bool = true;
    )
}

/// Where something starts and ends: two places that cannot be joined on stable Rust, unless the compiler does it.
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

/// `E` of `Result<T, E>`.
fn written_error(returns: &Type) -> Option<&Type> {
    let Type::Path(path) = returns else { return None };
    let PathArguments::AngleBracketed(generics) = &path.path.segments.last()?.arguments else { return None };
    match generics.args.iter().nth(1)? {
        GenericArgument::Type(error) => Some(error),
        _ => None,
    }
}

/// The same tokens, all standing at one place.
pub(super) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
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
