use portcullis::prelude::*;

#[get("/items/")]
async fn read_items() -> impl IntoResponse {
    Json(1)
}

fn main() {
    let _ = routes![read_items];
}
