use portcullis::prelude::*;

struct Items;

impl Items {
    #[get("/items/")]
    async fn read_items(&self) {}
}

fn main() {}
