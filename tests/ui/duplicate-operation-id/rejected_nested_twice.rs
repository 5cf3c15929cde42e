use portcullis::prelude::*;

#[get("/items/", operation_id = "items")]
async fn read_items() {}

const ITEMS: Routes = routes![read_items];

fn main() {
    let _ = routes![nest("/v1", ITEMS), nest("/v2", ITEMS)];
}
