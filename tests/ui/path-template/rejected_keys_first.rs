use portcullis::prelude::*;

#[get(tags = ["items"], "/items/")]
async fn read_items() {}

fn main() {
    let _ = routes![read_items];
}
