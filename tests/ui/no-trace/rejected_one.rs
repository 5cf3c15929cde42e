use portcullis::prelude::*;

#[trace("/items/")]
async fn trace_items() {}

fn main() {
    let _ = routes![trace_items];
}
