use portcullis::prelude::*;

#[get("/items/")]
async fn read_item(#[path] item_id: u64) -> Json<u64> {
    Json(item_id)
}

fn main() {
    let _ = routes![read_item];
}
