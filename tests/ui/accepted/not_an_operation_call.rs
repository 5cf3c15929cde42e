use portcullis::prelude::*;

#[get("/items/")]
async fn read_items() {}

#[get("/")]
async fn hello() {}

fn main() {
    let _ = routes![read_items, hello];
}
