//! Routes in separate modules, under prefixes, with dependencies that guard all of them. FastAPI's chapter "Bigger
//! Applications".
//!
//! ```sh
//! cargo run --example nested_routes
//! curl -H 'X-Token: fake-super-secret-token' 'http://127.0.0.1:8000/items/?token=jessica'
//! ```

use portcullis::prelude::*;

/// Dependencies that the modules share.
mod dependencies {
    use portcullis::prelude::*;

    #[security_scheme]
    pub(crate) static token_header: ApiKeyHeader = ApiKeyHeader::new("X-Token").name("TokenHeader");

    #[security_scheme]
    pub(crate) static query_token: ApiKeyQuery = ApiKeyQuery::new("token").name("QueryToken");

    #[dependency]
    pub(crate) async fn get_token_header(#[depends(token_header)] token: String) -> Result<(), AuthError> {
        if portcullis::secure_eq(token, "fake-super-secret-token") {
            Ok(())
        } else {
            Err(token_header::invalid_token().detail("X-Token header invalid"))
        }
    }

    #[dependency]
    pub(crate) async fn get_query_token(#[depends(query_token)] token: String) -> Result<String, AuthError> {
        if portcullis::secure_eq(&token, "jessica") {
            Ok(token)
        } else {
            Err(query_token::invalid_token().detail("No Jessica token provided"))
        }
    }
}

mod items {
    use portcullis::prelude::*;

    use super::dependencies::get_query_token;

    #[get("/")]
    async fn read_items(#[depends(get_query_token)] who: String) -> Json<Value> {
        Json(json!({ "plumbus": { "name": "Plumbus" }, "for": who }))
    }

    #[get("/{item_id}", errors(404 = "Item not found"))]
    async fn read_item(item_id: String) -> Result<Json<Value>, HttpError> {
        if item_id != "plumbus" {
            return Err(HttpError::new(StatusCode::NOT_FOUND, "Item not found"));
        }
        Ok(Json(json!({ "name": "Plumbus", "item_id": item_id })))
    }

    pub(crate) const ROUTES: Routes = routes![read_items, read_item];
}

mod admin {
    use portcullis::prelude::*;

    #[post("/")]
    async fn update_admin() -> Json<Value> {
        Json(json!({ "message": "Admin getting schwifty" }))
    }

    pub(crate) const ROUTES: Routes = routes![update_admin];
}

use dependencies::{get_query_token, get_token_header};

#[get("/")]
async fn root() -> Json<Value> {
    Json(json!({ "message": "Hello Bigger Applications!" }))
}

/// The query token guards every operation, and the header guards those of the nested lists.
const ROUTES: Routes = routes![
    depends(get_query_token),
    root,
    nest("/items", items::ROUTES, depends(get_token_header)),
    nest("/admin", admin::ROUTES, depends(get_token_header)),
];

/// The app, for `main` and for tests.
pub fn app() -> App {
    App::new(ROUTES)
}

#[tokio::main]
async fn main() -> Result<(), portcullis::Error> {
    app().serve().await
}
