use portcullis::prelude::*;

struct ItemId(u64);

#[get("/items/{id}")]
async fn read_item(id: ItemId) -> Json<u64> {
    Json(id.0)
}

fn main() {
    let _ = routes![read_item];
}
