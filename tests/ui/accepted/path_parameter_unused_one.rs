use portcullis::prelude::*;

#[get("/items/{id}/{part}")]
async fn read_item(id: u64, part: u64) -> Json<u64> {
    Json(id + part)
}

fn main() {
    let _ = routes![read_item];
}
