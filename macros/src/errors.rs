use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The mistakes found in one item, reported together.
#[derive(Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Keeps a mistake; `help` is the line that the user should write.
    pub(crate) fn push(&mut self, span: Span, what: impl std::fmt::Display, help: impl std::fmt::Display) {
        self.0.push(syn::Error::new(span, format!("{what}\nhelp: {help}")));
    }

    /// The same, underlining all of `tokens`.
    pub(crate) fn push_at(
        &mut self,
        tokens: impl ToTokens,
        what: impl std::fmt::Display,
        help: impl std::fmt::Display,
    ) {
        self.0.push(syn::Error::new_spanned(tokens, format!("{what}\nhelp: {help}")));
    }

    /// Keeps the mistake of a parser, and goes on without the value.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.0.push(error)).ok()
    }

    /// Whether nothing was found so far.
    pub(crate) fn gate(&self) -> Result<(), ()> {
        if self.0.is_empty() { Ok(()) } else { Err(()) }
    }

    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.0.into_iter().map(syn::Error::into_compile_error).collect()
    }
}
