use portcullis::prelude::*;

#[get("items/{id}", tgas = ["items"])]
async fn read_item(x: u32, #[Query] y: u32) -> impl IntoResponse {
    Json(x + y)
}

fn main() {
    let _ = routes![read_item];
}
