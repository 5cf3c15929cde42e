use portcullis::prelude::*;

#[get("/items/")]
async fn read_items(#[header] authorization: String) -> Json<String> {
    Json(authorization)
}

fn main() {
    let _ = routes![read_items];
}
