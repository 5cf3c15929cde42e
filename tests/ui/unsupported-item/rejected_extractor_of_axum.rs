use portcullis::prelude::*;

#[put("/items/{id}")]
async fn update_item(Path(id): Path<u64>, Json(name): Json<String>) -> Json<(u64, String)> {
    Json((id, name))
}

fn main() {
    let _ = routes![update_item];
}
