use std::path::Path;

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Item, parse2};

use super::{assert_snapshot, expand_item, pretty};
use crate::pipeline;

/// Replaces each call of `routes!` with its expansion.
struct ExpandRoutes;

impl VisitMut for ExpandRoutes {
    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        if let Expr::Macro(call) = expression
            && call.mac.path.is_ident("routes")
        {
            *expression = parse2(pipeline::routes(call.mac.tokens.clone(), false)).unwrap();
            return;
        }
        visit_mut::visit_expr_mut(self, expression);
    }
}

/// Compares the twin of the first example with its expansion. The twin is compiled and runs beside the example, so it shows
/// what the macros expand to.
#[test]
fn the_twin_of_first_steps_is_what_it_expands_to() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/first_steps.rs");
    let file = syn::parse_file(&std::fs::read_to_string(source).unwrap()).unwrap();
    let expand = |item: &Item| {
        let mut item = item.clone();
        ExpandRoutes.visit_item_mut(&mut item);
        expand_item(&item)
    };
    let items: TokenStream = file.items.iter().map(expand).collect();
    let header = quote!(#![doc = " The complete expansion of `first_steps`."]);
    assert_snapshot("../examples/first_steps_expanded.rs", &pretty(quote!(#header #items)));
}
