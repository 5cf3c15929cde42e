use portcullis::prelude::*;

#[get("/items/{id}")]
async fn read_item(id: u64) -> Json<u64> {
    Json(id)
}

#[delete("/items/{id}")]
async fn delete_item(id: u64) -> Json<u64> {
    Json(id)
}

fn main() {
    let _ = routes![read_item, delete_item];
}
