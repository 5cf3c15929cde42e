use portcullis::prelude::*;

#[get("/items/{id}")]
async fn read_item(id: u64) -> Json<u64> {
    Json(id)
}

#[get("/items/by-number/{number}")]
async fn read_item_by_number(number: u64) -> Json<u64> {
    Json(number)
}

fn main() {
    let _ = routes![read_item, read_item_by_number];
}
