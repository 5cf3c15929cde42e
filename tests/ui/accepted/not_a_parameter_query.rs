use portcullis::prelude::*;

#[derive(Clone, Copy, serde::Deserialize, schemars::JsonSchema)]
enum Order {
    Up,
    Down,
}

#[get("/items/")]
async fn read_items(#[query] order: Option<Order>) -> Json<bool> {
    Json(matches!(order, Some(Order::Up | Order::Down)))
}

fn main() {
    let _ = routes![read_items];
}
