use std::sync::Arc;

use portcullis::prelude::*;

async fn pause() {}

#[get("/items/")]
async fn read_items() -> Json<u8> {
    let shared = Arc::new(1);
    pause().await;
    Json(*shared)
}

fn main() {
    let _ = routes![read_items];
}
