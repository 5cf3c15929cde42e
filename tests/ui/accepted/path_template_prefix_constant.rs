use portcullis::prelude::*;

#[get("/items/")]
async fn read_items() {}

const ITEMS: Routes = routes![read_items];
const PREFIX: &str = "/api/v1";

fn main() {
    let _ = routes![nest(PREFIX, ITEMS)];
}
