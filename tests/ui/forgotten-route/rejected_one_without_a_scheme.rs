use portcullis::prelude::*;

#[dependency]
fn page(#[query] page: Option<u32>) -> u32 {
    page.unwrap_or(1)
}

#[get("/items/")]
async fn read_items(#[depends(page)] page: u32) -> Json<u32> {
    Json(page)
}

fn main() {
    let _ = secured_routes![read_items];
}
