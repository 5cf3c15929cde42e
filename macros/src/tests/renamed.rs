use proc_macro2::TokenStream;
use quote::quote;

use crate::model::Method;
use crate::pipeline;

/// Asserts that an expansion names the runtime only by its name `gate`.
fn assert_renamed(expansion: &TokenStream) {
    let text = expansion.to_string();
    assert!(text.contains(":: gate ::"), "{text}");
    assert!(!text.contains(":: portcullis"), "{text}");
}

#[test]
fn every_path_follows_a_renamed_crate() {
    let function = quote!(
        async fn f(id: u64, #[depends(a)] a: A, #[security(b, scopes = ["me"])] b: B) -> Result<C, D> {}
    );
    assert_renamed(&pipeline::operation(
        Method::Get,
        quote!("/items/{id}", crate = "::gate"),
        function.clone(),
    ));
    let function = quote!(
        async fn f(#[path] id: u64, #[depends(a)] a: A, #[depends] b: B) -> Result<C, D> {}
    );
    assert_renamed(&pipeline::dependency(quote!(crate = "::gate"), function));
    assert_renamed(&pipeline::scheme(
        quote!(crate = "::gate"),
        quote!(
            static a: A = A::new();
        ),
    ));
    assert_renamed(&pipeline::routes(quote!(crate = "::gate", f, nest("/a", B), nest(C, D)), true));
}

#[test]
fn so_does_what_is_printed_after_a_mistake() {
    let function = quote!(
        async fn f(id: u64) -> C {}
    );
    for expansion in [
        pipeline::operation(Method::Get, quote!("/items/", crate = "::gate"), function.clone()),
        pipeline::operation(Method::Get, quote!(crate = "::gate"), function.clone()),
        pipeline::trace(quote!("/items/", crate = "::gate"), function.clone()),
        pipeline::dependency(quote!(crate = "::gate"), function),
        pipeline::routes(quote!(crate = "::gate", f()), false),
    ] {
        let text = expansion.to_string().replace("see portcullis::rules", "");
        assert!(text.contains("compile_error"), "{text}");
        assert!(!text.contains(":: portcullis"), "{text}");
    }
}
