use portcullis::prelude::*;

#[dependency]
fn tenant() -> String {
    "acme".into()
}

#[get("/items")]
async fn read_items(#[depends(tenant)] tenant: String) -> Json<String> {
    Json(tenant)
}

const ITEMS: Routes = routes![read_items];

fn main() {
    let _ = routes![nest("/{tenant}", ITEMS, depends(tenant))];
}
