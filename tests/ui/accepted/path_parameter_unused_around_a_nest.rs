use portcullis::prelude::*;

/// It lets one tenant in.
#[dependency(errors(404 = "No such tenant"))]
fn tenant(#[path(prefix)] tenant: String) -> Result<String, HttpError> {
    if tenant == "acme" { Ok(tenant) } else { Err(HttpError::new(StatusCode::NOT_FOUND, "No such tenant")) }
}

#[get("/items")]
async fn read_items() -> Json<&'static str> {
    Json("items")
}

const ITEMS: Routes = routes![read_items];

/// Within, around and before what has the prefix.
const APP: Routes =
    routes![nest("/{tenant}", ITEMS, depends(tenant)), nest("/v2", routes![depends(tenant), nest("/{tenant}", ITEMS)])];

fn main() {
    let client = TestClient::new(App::new(APP));
    let statuses = async {
        let mut statuses = Vec::new();
        for path in ["/acme/items", "/other/items", "/v2/acme/items", "/v2/other/items"] {
            statuses.push(client.get(path).await.status().as_u16());
        }
        statuses
    };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    assert_eq!(runtime.block_on(statuses), [200, 404, 200, 404]);
}
