use portcullis::prelude::*;

#[options("/items/")]
async fn trace_items() {}

fn main() {
    let _ = routes![trace_items];
}
