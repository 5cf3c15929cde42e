use portcullis::prelude::*;

#[get("/items/", tgas = ["items"], deprecatd)]
async fn read_items() {}

fn main() {
    let _ = routes![read_items];
}
