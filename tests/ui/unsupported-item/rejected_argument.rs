use portcullis::prelude::*;

#[get("/items/")]
async fn read_items(
    #[query] page: impl Into<u32>,
    #[cfg(debug_assertions)]
    #[query]
    size: u32,
) {
    let _ = (page, size);
}

#[delete("/items/")]
unsafe fn delete_items() {}

fn main() {
    let _ = routes![read_items, delete_items];
}
