use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{ItemStatic, Path, StaticMutability};

use super::arguments::{Habit, each_key, krate};
use crate::errors::Errors;

/// A `static` under `#[security_scheme]`.
pub(crate) struct SchemeItem {
    pub(crate) item: ItemStatic,
    pub(crate) krate: Option<Path>,
}

const HABITS: [Habit; 2] = [
    ("name", "say it of the value: `OAuth2PasswordBearer::new(..).name(\"..\")`"),
    (
        "scopes",
        "say it of the value: `OAuth2PasswordBearer::new(..).scopes(&[(\"..\", \"what it permits\")])`",
    ),
];

impl SchemeItem {
    pub(crate) fn parse(arguments: TokenStream, item: TokenStream, errors: &mut Errors) -> Option<Self> {
        let mut path = None;
        let parsed = (|input: ParseStream<'_>| {
            each_key(input, &["crate"], &HABITS, errors, |_, input| {
                path = Some(krate(input)?);
                Ok(())
            })
        })
        .parse2(arguments);
        errors.take(parsed);
        let item: ItemStatic = match syn::parse2(item.clone()) {
            Ok(item) => item,
            Err(_) => {
                errors.push_at(
                    "unsupported_item",
                    item,
                    "a security scheme is written as a static",
                    "write `static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new(\"token\");`",
                );
                return None;
            }
        };
        if let StaticMutability::Mut(mutability) = &item.mutability {
            errors.push_at(
                "unsupported_item",
                mutability,
                "a security scheme does not change",
                "remove `mut`",
            );
        }
        Some(Self { item, krate: path })
    }
}
