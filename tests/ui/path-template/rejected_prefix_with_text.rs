use portcullis::prelude::*;

#[get("/items")]
async fn read_items(#[path(prefix)] version: String) -> Json<String> {
    Json(version)
}

const ITEMS: Routes = routes![read_items];
const PREFIX: &str = "/v{version}";

fn main() {
    let _ = routes![nest(PREFIX, ITEMS)];
}
