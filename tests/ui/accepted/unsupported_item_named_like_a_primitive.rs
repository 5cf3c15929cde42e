use portcullis::prelude::*;

#[get("/str")]
async fn read_str() {}

fn main() {
    let _ = routes![read_str];
}
