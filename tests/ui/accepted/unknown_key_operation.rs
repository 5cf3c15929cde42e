use portcullis::prelude::*;

#[get("/items/", tags = ["items"], deprecated)]
async fn read_items() {}

fn main() {
    let _ = routes![read_items];
}
