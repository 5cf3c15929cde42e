use portcullis::prelude::*;

#[get("/items/{id}")]
async fn read_item(id: u64) -> Json<u64> {
    Json(id)
}

const ITEMS: Routes = routes![read_item];

fn main() {
    let _ = routes![nest("/users/{id}", ITEMS)];
}
