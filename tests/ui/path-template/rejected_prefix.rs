use portcullis::prelude::*;

#[get("/items/")]
async fn read_items() {}

const ITEMS: Routes = routes![read_items];

fn main() {
    let _ = routes![nest("api/v1", ITEMS), nest("/api/v2/", ITEMS)];
}
