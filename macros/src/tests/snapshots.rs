use proc_macro2::TokenStream;
use quote::quote;
use syn::parse2;

use super::{assert_snapshot, expand_item, pretty};
use crate::pipeline;

fn assert_expansion(name: &str, item: TokenStream) {
    let expansion = expand_item(&parse2(item).unwrap());
    assert_snapshot(&format!("src/tests/snapshots/{name}.rs"), &pretty(expansion));
}

#[test]
fn an_operation() {
    assert_expansion(
        "operation",
        quote! {
            /// Read the current user.
            ///
            /// And a page of what is theirs.
            #[get("/users/{id}", tags = ["users"], status = 202, deprecated, errors(400 = "Inactive user"))]
            async fn read_user(
                id: u64,
                #[security(get_current_user, scopes = ["me", ITEMS])] current_user: User,
                #[query] page: Option<u32>,
            ) -> Json<User> {
                Json(current_user)
            }
        },
    );
}

#[test]
fn an_operation_that_needs_nothing() {
    assert_expansion(
        "operation_that_needs_nothing",
        quote! {
            #[delete("/files/{*rest}")]
            pub fn remove_file(rest: String) {}
        },
    );
}

#[test]
fn a_name_that_an_argument_has_too() {
    assert_expansion(
        "operation_named_like_its_argument",
        quote! {
            #[get("/token")]
            async fn token(#[depends(oauth2_scheme)] token: String) -> Json<String> {
                Json(token)
            }
        },
    );
}

#[test]
fn an_operation_with_a_body() {
    assert_expansion(
        "operation_with_a_body",
        quote! {
            #[post("/items/")]
            async fn create_item(#[body] item: Option<Item>, #[depends(get_current_user)] user: User) {}
        },
    );
}

#[test]
fn a_dependency() {
    assert_expansion(
        "dependency",
        quote! {
            #[dependency(errors(400 = "Inactive user"))]
            pub(crate) async fn get_current_user(
                #[depends(oauth2_scheme)] token: String,
                #[depends] clock: Clock,
            ) -> Result<User, HttpError> {
                find(token, clock).await
            }
        },
    );
}

#[test]
fn a_dependency_that_cannot_refuse() {
    assert_expansion(
        "dependency_that_cannot_refuse",
        quote! {
            #[dependency(crate = "renamed")]
            #[cfg(unix)]
            fn page(#[query] page: u32) -> u32 {
                page
            }
        },
    );
}

#[test]
fn a_scheme() {
    assert_expansion(
        "scheme",
        quote! {
            /// How users show who they are.
            #[security_scheme]
            pub static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");
        },
    );
}

#[test]
fn a_list_of_routes() {
    let routes = pipeline::routes(
        quote!(
            login,
            #[cfg(test)]
            users::read_user,
            nest("/api/v1", items::ROUTES)
        ),
        false,
    );
    let text = pretty(quote!(const ROUTES: Routes = #routes;));
    assert_snapshot("src/tests/snapshots/routes.rs", &text);
}

#[test]
fn all_mistakes_at_once() {
    assert_expansion(
        "broken_operation",
        quote! {
            #[get("items/{id}", tgas = ["items"])]
            async fn read_item((a, b): (u32, u32), #[Depends(x)] x: u32, y: u32) -> impl IntoResponse {
                todo()
            }
        },
    );
}
