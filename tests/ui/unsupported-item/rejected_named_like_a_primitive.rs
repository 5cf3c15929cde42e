use portcullis::prelude::*;

#[get("/str")]
async fn str() {}

fn main() {
    let _ = routes![str];
}
