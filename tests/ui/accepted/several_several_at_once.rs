use portcullis::prelude::*;

#[get("/items/{x}", tags = ["items"])]
async fn read_item(x: u32, #[query] y: u32) -> Json<u32> {
    Json(x + y)
}

fn main() {
    let _ = routes![read_item];
}
