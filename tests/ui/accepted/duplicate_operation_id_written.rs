use portcullis::prelude::*;

#[get("/items/", operation_id = "read_items")]
async fn items() {}

#[get("/all-items/", operation_id = "read_all_items")]
async fn all_items() {}

fn main() {
    let _ = routes![items, all_items];
}
