use portcullis::prelude::*;

#[get("/items/", summary = "Items", summary = "All items")]
async fn read_items() {}

fn main() {
    let _ = routes![read_items];
}
