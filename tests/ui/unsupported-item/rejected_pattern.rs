use portcullis::prelude::*;

#[get("/items/")]
async fn read_items(#[query] (from, to): (u32, u32)) -> Json<u32> {
    Json(to - from)
}

fn main() {
    let _ = routes![read_items];
}
