use proc_macro2::TokenStream;
use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Expr, Ident, LitBool, PathArguments, Token, Type};

use crate::errors::{did_you_mean, error};

/// A reference to a dependency: `get_user`, `get_user, use_cache = false`, `get_user, scopes = ["me"]`.
#[derive(Clone)]
pub(crate) struct Ask {
    pub(crate) path: Box<Type>,
    pub(crate) scopes: Vec<Expr>,
    /// Whether a value that the dependency has already provided for the request may be used.
    pub(crate) cached: bool,
}

const KEYS: [&str; 2] = ["scopes", "use_cache"];

impl Ask {
    /// Returns a reference without scopes.
    pub(crate) fn plain(path: Type) -> Self {
        Self { path: Box::new(path), scopes: Vec::new(), cached: true }
    }

    /// Parses the tokens between the parentheses of `#[depends(..)]` or `#[security(..)]`.
    pub(super) fn parse(input: ParseStream<'_>, takes_scopes: bool) -> syn::Result<Self> {
        let mut ask = Self::plain(parse_path(input)?);
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            ask.parse_key(input, takes_scopes)?;
        }
        Ok(ask)
    }

    fn parse_key(&mut self, input: ParseStream<'_>, takes_scopes: bool) -> syn::Result<()> {
        let key: Ident = input.parse()?;
        match key.to_string().as_str() {
            "scopes" if takes_scopes => {
                input.parse::<Token![=]>()?;
                let list;
                syn::bracketed!(list in input);
                self.scopes = Punctuated::<Expr, Token![,]>::parse_terminated(&list)?.into_iter().collect();
            }
            "scopes" => {
                let help = "write `security(.., scopes = [\"..\"])`, which requires scopes";
                return Err(error("unknown_key", key.span(), "`depends` has no scopes", help));
            }
            "use_cache" => {
                input.parse::<Token![=]>()?;
                self.cached = input.parse::<LitBool>()?.value;
            }
            word => {
                let meant = did_you_mean(word, KEYS);
                let help = if takes_scopes {
                    "write `scopes = [\"..\"]` or `use_cache = false`"
                } else {
                    "write `use_cache = false`"
                };
                return Err(error(
                    "unknown_key",
                    key.span(),
                    format_args!("unknown key `{word}`{meant}"),
                    help,
                ));
            }
        }
        Ok(())
    }

    /// Parses one entry of a list: `get_user`, or `security(get_user, scopes = ["me"])`.
    pub(super) fn parse_one(input: ParseStream<'_>) -> syn::Result<Self> {
        let ahead = input.fork();
        let is_security =
            ahead.parse::<Ident>().is_ok_and(|word| word == "security") && ahead.peek(syn::token::Paren);
        if !is_security {
            return Ok(Self::plain(parse_path(input)?));
        }
        input.parse::<Ident>()?;
        let inner;
        syn::parenthesized!(inner in input);
        Self::parse(&inner, true)
    }

    /// Parses a list: `(verify_key, security(get_user, scopes = ["me"]))`.
    pub(super) fn parse_list(input: ParseStream<'_>) -> syn::Result<Vec<Self>> {
        let inner;
        syn::parenthesized!(inner in input);
        Ok(inner.parse_terminated(Self::parse_one, Token![,])?.into_iter().collect())
    }
}

/// Parses the path of a dependency. FastAPI's `Depends(page)` names the dependency as well: `page()` would be its value.
fn parse_path(input: ParseStream<'_>) -> syn::Result<Type> {
    let path: Type = input.parse()?;
    let is_call = match &path {
        Type::Path(path) => path
            .path
            .segments
            .last()
            .is_some_and(|last| matches!(last.arguments, PathArguments::Parenthesized(_))),
        _ => false,
    };
    if is_call || input.peek(syn::token::Paren) {
        // The remaining tokens are consumed, because they would be reported as well.
        input.parse::<TokenStream>()?;
        return Err(error(
            "not_a_dependency",
            path.span(),
            "a dependency is named, and not called",
            "write it without parentheses: `#[depends(get_user)]`",
        ));
    }
    Ok(path)
}
