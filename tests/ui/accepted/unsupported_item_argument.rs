use portcullis::prelude::*;

#[get("/items/")]
async fn read_items(
    #[query] page: u32,
    #[query]
    size: u32,
) {
    let _ = (page, size);
}

#[delete("/items/")]
fn delete_items() {}

fn main() {
    let _ = routes![read_items, delete_items];
}
