use portcullis::prelude::*;

#[get("items/{id")]
async fn read_item() {}

fn main() {
    let _ = routes![read_item];
}
