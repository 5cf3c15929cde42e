use portcullis::prelude::*;

#[get("/items/{id")]
async fn read_item(id: u64) -> Json<u64> {
    Json(id)
}

fn main() {
    let _ = routes![read_item];
}
