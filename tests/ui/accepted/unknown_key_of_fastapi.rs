use portcullis::prelude::*;

#[post("/items/", status = 201)]
async fn post_item() {}

fn main() {
    let _ = routes![post_item];
}
