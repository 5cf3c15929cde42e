use portcullis::prelude::*;

#[derive(Dependency)]
struct Page {
    #[query]
    skip: Option<u32>,
    #[query]
    limit: u32,
}

#[get("/items/")]
async fn read_items(#[depends] page: Page) -> Json<u32> {
    Json(page.skip.unwrap_or(0) + page.limit)
}

fn main() {
    let _ = routes![read_items];
}
