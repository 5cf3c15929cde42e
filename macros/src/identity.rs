//! The identity of an item: a hash that distinguishes the item from all others, whichever macro wrote them.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};

/// Hashes a declaration: its tokens, and where its name is written. The compiler reports one line and one column for all
/// items that one `macro_rules!` call writes. These items differ in their tokens, or in the place of the name within the macro.
///
/// The lowest bit tells whether the item is in a program.
///
/// The body of a function is left out. Otherwise every change of the body would change the constant, and the compiler would
/// check all lists again.
pub(crate) fn declaration(name: &Ident, arguments: &TokenStream, item: &TokenStream) -> u64 {
    let mut hash = Hash::new();
    hash.tokens(arguments.clone());
    hash.tokens(without_body(item));
    hash.tokens(place(name));
    hash.0 & !1 | u64::from(is_in_program())
}

/// Whether a program is compiled, and not a library. Cargo gives the program and the library of a package the same crate
/// name, but sets `CARGO_BIN_NAME` only for the program.
pub(crate) fn is_in_program() -> bool {
    std::env::var_os("CARGO_BIN_NAME").is_some()
}

/// Returns the tokens of an item, without the body of a function.
fn without_body(item: &TokenStream) -> TokenStream {
    let mut tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let is_function = tokens.iter().any(|token| matches!(token, TokenTree::Ident(word) if word == "fn"));
    if is_function && matches!(tokens.last(), Some(TokenTree::Group(_))) {
        tokens.pop();
    }
    tokens.into_iter().collect()
}

/// Returns the place of a name in the source, as tokens to hash. Outside of a compiler no place is known, so there are no
/// tokens.
fn place(name: &Ident) -> TokenStream {
    if !proc_macro::is_available() {
        return TokenStream::new();
    }
    let start = name.span().unwrap().start();
    let number = |number: usize| TokenTree::Literal(Literal::usize_unsuffixed(number));
    [number(start.line()), number(start.column())].into_iter().collect()
}

/// An FNV-1a hash: the same in every build, with collisions only by chance.
struct Hash(u64);

impl Hash {
    const fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn tokens(&mut self, tokens: TokenStream) {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    self.text(&format!("{:?}", group.delimiter()));
                    self.tokens(group.stream());
                    self.text("end");
                }
                other => self.text(&other.to_string()),
            }
        }
    }

    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use proc_macro2::Span;
    use quote::quote;

    use super::*;

    #[test]
    fn a_declaration_is_told_by_its_tokens_and_not_by_its_body() {
        let name = Ident::new("handler", Span::call_site());
        let hash = |path: &str, item: TokenStream| declaration(&name, &quote!(#path), &item);
        let item = quote!(
            async fn handler() {
                1
            }
        );
        assert_eq!(
            hash("/a", item.clone()),
            hash(
                "/a",
                quote!(
                    async fn handler() {
                        2
                    }
                )
            )
        );
        assert_ne!(hash("/a", item.clone()), hash("/b", item.clone()));
        assert_ne!(
            hash("/a", item),
            hash(
                "/a",
                quote!(
                    async fn handler(user: User) {
                        1
                    }
                )
            )
        );
        assert_ne!(hash("/a", quote!((a) b)), hash("/a", quote!((a b))));
        assert_ne!(
            hash(
                "/a",
                quote!(
                    enum A {
                        B(C),
                    }
                )
            ),
            hash(
                "/a",
                quote!(
                    enum A {
                        B(D),
                    }
                )
            )
        );
    }
}
