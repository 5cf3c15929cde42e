use portcullis::prelude::*;

#[get("/items/{item_id}")]
async fn read_item(item_id: u64, #[path(prefix)] id: u64) -> Json<u64> {
    Json(item_id + id)
}

const ITEMS: Routes = routes![read_item];

fn main() {
    let _ = routes![nest("/users/{id}", ITEMS)];
}
