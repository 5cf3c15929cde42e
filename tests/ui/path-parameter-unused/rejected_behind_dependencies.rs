use portcullis::prelude::*;

#[dependency]
async fn get_item(#[path] item: u64) -> u64 {
    item
}

#[get("/items/{item_id}")]
async fn read_item(#[depends(get_item)] item: u64) -> Json<u64> {
    Json(item)
}

fn main() {
    let _ = routes![read_item];
}
