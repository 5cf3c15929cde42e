use portcullis::prelude::*;

#[put("/items/{id}")]
async fn update_item(#[path] id: u64, #[body] name: String) -> Json<(u64, String)> {
    Json((id, name))
}

fn main() {
    let _ = routes![update_item];
}
