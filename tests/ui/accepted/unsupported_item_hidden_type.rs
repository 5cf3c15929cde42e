use portcullis::prelude::*;

#[get("/items/")]
async fn read_items() -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = routes![read_items];
}
