use portcullis::prelude::*;

#[get]
async fn read_items() {}

fn main() {
    let _ = routes![read_items];
}
