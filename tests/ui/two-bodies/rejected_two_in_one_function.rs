use portcullis::prelude::*;
use schemars::JsonSchema;
use serde::Deserialize;

#[derive(Deserialize, JsonSchema)]
struct Item {
    name: String,
}

#[derive(Deserialize, JsonSchema)]
struct Owner {
    name: String,
}

#[post("/items/")]
async fn create_item(#[body] item: Item, #[body] owner: Owner) -> Json<[String; 2]> {
    Json([item.name, owner.name])
}

fn main() {
    let _ = routes![create_item];
}
