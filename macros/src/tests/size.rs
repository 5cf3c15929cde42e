use quote::ToTokens;

use super::expand_item;

/// Returns the size of an expansion in bytes, without the item itself: the cost of an operation for the compiler. Raise a
/// limit only with a reason.
fn bytes(item: syn::ItemFn) -> usize {
    let expansion = expand_item(&syn::Item::Fn(item.clone())).to_string();
    let mut user = item;
    user.attrs.clear();
    for input in &mut user.sig.inputs {
        if let syn::FnArg::Typed(typed) = input {
            typed.attrs.clear();
        }
    }
    expansion.len() - user.into_token_stream().to_string().len()
}

#[test]
fn an_operation_with_two_arguments_is_small() {
    let size = bytes(syn::parse_quote! {
        #[get("/users/me/items")]
        async fn read_own_items(
            #[security(get_current_active_user, scopes = ["me"])] current_user: User,
            #[query] page: Option<u32>,
        ) -> Json<Vec<Item>> {
            Json(items_of(current_user, page))
        }
    });
    assert!(size <= 1500, "{size} bytes");
}

#[test]
fn a_further_argument_is_small() {
    let one = bytes(syn::parse_quote! {
        #[get("/a")]
        async fn f(#[depends(get_current_user)] user: User) {}
    });
    let two = bytes(syn::parse_quote! {
        #[get("/a")]
        async fn f(#[depends(get_current_user)] user: User, #[query] settings: Settings) {}
    });
    assert!(two - one <= 250, "{} bytes", two - one);
    // A second dependency adds a check of its order, and of what it shares with the first.
    let two = bytes(syn::parse_quote! {
        #[get("/a")]
        async fn f(#[depends(get_current_user)] user: User, #[depends(get_settings)] settings: Settings) {}
    });
    assert!(two - one <= 250, "{} bytes", two - one);
}
