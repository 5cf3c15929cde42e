use portcullis::prelude::*;

#[get("/items/")]
async fn read_items(#[query] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_items];
}
