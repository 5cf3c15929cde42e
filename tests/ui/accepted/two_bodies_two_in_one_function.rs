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

#[derive(Deserialize, JsonSchema)]
struct Both {
    item: Item,
    owner: Owner,
}

#[post("/items/")]
async fn create_item(#[body] both: Both) -> Json<[String; 2]> {
    Json([both.item.name, both.owner.name])
}

fn main() {
    let _ = routes![create_item];
}
