use portcullis::prelude::*;

#[get("/items/{id}")]
async fn read_items(#[query] (from, to): (u32, u32), id: u32) -> Json<u32> {
    Json(to - from + id)
}

fn main() {
    let _ = routes![read_items];
}
