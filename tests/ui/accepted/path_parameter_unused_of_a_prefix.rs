use portcullis::prelude::*;

#[get("/items/{item_id}")]
async fn read_item(item_id: u64, #[path(prefix)] user_id: u64) -> Json<u64> {
    Json(item_id + user_id)
}

const ITEMS: Routes = routes![read_item];

fn main() {
    let _ = routes![nest("/users/{user_id}", ITEMS)];
}
