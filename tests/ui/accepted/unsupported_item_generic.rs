use portcullis::prelude::*;

#[get("/items/")]
async fn read_items() {}

fn main() {
    let _ = routes![read_items];
}
