use std::sync::Arc;

use portcullis::prelude::*;

struct Db(u64);

#[get("/items")]
async fn count_items(db: Arc<Db>) -> Json<u64> {
    Json(db.0)
}

fn main() {
    let _ = routes![count_items];
    let _ = Db(0);
}
