use std::fmt::Display;

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;

/// The mistakes found in one item, reported together.
#[derive(Default)]
pub(crate) struct Errors(Vec<syn::Error>);

impl Errors {
    /// Records a violation of `rule`, which names a page of `portcullis::rules`. `help` tells the user what to write.
    pub(crate) fn push(&mut self, rule: &str, span: Span, what: impl Display, help: impl Display) {
        self.0.push(syn::Error::new(span, text(rule, what, help)));
    }

    /// Records a violation of `rule`, and underlines all of `tokens`.
    pub(crate) fn push_at(
        &mut self,
        rule: &str,
        tokens: impl ToTokens,
        what: impl Display,
        help: impl Display,
    ) {
        self.0.push(syn::Error::new_spanned(tokens, text(rule, what, help)));
    }

    /// Records the error of a parser, and continues without the value.
    pub(crate) fn take<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.0.push(error)).ok()
    }

    /// Returns `Err` if a mistake has been recorded.
    pub(crate) fn gate(&self) -> Result<(), ()> {
        if self.0.is_empty() { Ok(()) } else { Err(()) }
    }

    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.0.into_iter().map(syn::Error::into_compile_error).collect()
    }
}

/// Returns the error of a parser that cannot continue.
pub(crate) fn error(rule: &str, span: Span, what: impl Display, help: impl Display) -> syn::Error {
    syn::Error::new(span, text(rule, what, help))
}

fn text(rule: &str, what: impl Display, help: impl Display) -> String {
    format!("{what}\nhelp: {help}\nsee portcullis::rules::{rule}")
}

/// Returns "; did you mean `tags`?" when one of `known` is close to `word`, and an empty text otherwise.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let close = known.into_iter().map(|other| (distance(word, other), other)).min();
    match close {
        Some((distance, other)) if distance <= word.len().max(other.len()).div_ceil(3) => {
            format!("; did you mean `{other}`?")
        }
        _ => String::new(),
    }
}

/// Returns how many letters must be inserted, deleted, replaced or swapped with the next one to turn `a` into `b`.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_close_is_suggested() {
        let known = ["tags", "summary", "status"];
        assert_eq!(did_you_mean("tgas", known), "; did you mean `tags`?");
        assert_eq!(did_you_mean("sumary", known), "; did you mean `summary`?");
        assert_eq!(did_you_mean("colour", known), "");
        assert_eq!((distance("", "abc"), distance("ab", "ba"), distance("abc", "abc")), (3, 1, 0));
    }
}
