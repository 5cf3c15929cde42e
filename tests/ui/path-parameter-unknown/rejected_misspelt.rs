use portcullis::prelude::*;

#[get("/items/{item_id}")]
async fn read_item(#[path] itme_id: u64) -> Json<u64> {
    Json(itme_id)
}

fn main() {
    let _ = routes![read_item];
}
