//! The size of expansions, and their snapshots. Snapshots are pretty-printed, written with `UPDATE_SNAPSHOTS=1 cargo test` and
//! read by a person.

mod renamed;
mod size;
mod snapshots;
mod twin;

use std::path::Path;

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Attribute, Item};

use crate::model::Method;
use crate::pipeline;

/// Expands one annotated item. An item without our attributes stays as it is.
fn expand_item(item: &Item) -> TokenStream {
    let mut item = item.clone();
    let attributes = match &mut item {
        Item::Fn(function) => &mut function.attrs,
        Item::Static(item) => &mut item.attrs,
        _ => return item.into_token_stream(),
    };
    let Some(at) = attributes.iter().position(|attribute| macro_of(attribute).is_some()) else {
        return item.into_token_stream();
    };
    let attribute = attributes.remove(at);
    let arguments = match &attribute.meta {
        syn::Meta::List(list) => list.tokens.clone(),
        _ => TokenStream::new(),
    };
    let expand = macro_of(&attribute).unwrap();
    expand(arguments, item.into_token_stream())
}

type Macro = Box<dyn Fn(TokenStream, TokenStream) -> TokenStream>;

fn macro_of(attribute: &Attribute) -> Option<Macro> {
    let method = match attribute.path().get_ident()?.to_string().as_str() {
        "get" => Method::Get,
        "post" => Method::Post,
        "put" => Method::Put,
        "patch" => Method::Patch,
        "delete" => Method::Delete,
        "head" => Method::Head,
        "options" => Method::Options,
        "dependency" => return Some(Box::new(pipeline::dependency)),
        "security_scheme" => return Some(Box::new(pipeline::scheme)),
        _ => return None,
    };
    Some(Box::new(move |arguments, item| pipeline::operation(method, arguments, item)))
}

/// Pretty-prints the items of a file.
fn pretty(tokens: TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

/// Compares `text` with the file at `path`, relative to the folder of this crate, or writes the file. The formatting of the
/// file does not matter.
fn assert_snapshot(path: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let same = syn::parse_file(&known).is_ok_and(|known| prettyplease::unparse(&known) == text);
    assert!(same, "{} differs from what the macros print now:\n{text}", path.display());
}
