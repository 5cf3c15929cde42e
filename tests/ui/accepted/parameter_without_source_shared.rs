use std::sync::{Arc, LazyLock};

use portcullis::prelude::*;

struct Db(u64);

#[dependency]
fn get_db() -> Arc<Db> {
    static DB: LazyLock<Arc<Db>> = LazyLock::new(|| Arc::new(Db(0)));
    Arc::clone(&DB)
}

#[get("/items")]
async fn count_items(#[depends(get_db)] db: Arc<Db>) -> Json<u64> {
    Json(db.0)
}

fn main() {
    let _ = routes![count_items];
}
