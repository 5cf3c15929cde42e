use portcullis::prelude::*;

#[dependency]
async fn name(#[body] name: String) -> String {
    name
}

#[post("/items/")]
async fn create_item(#[query] page: u8, #[body] size: u8, #[depends(name)] name: String) -> Json<Value> {
    Json(json!([page, size, name]))
}

fn main() {
    let _ = routes![create_item];
}
