use portcullis::prelude::*;

#[get("/items/{id}")]
async fn read_item(id: String, #[query] tags: Option<String>) -> Json<String> {
    Json(format!("{id} {tags:?}"))
}

#[get("/names")]
async fn read_names(#[query] name: String) -> Json<String> {
    Json(name)
}

fn main() {
    let _ = routes![read_item, read_names];
}
