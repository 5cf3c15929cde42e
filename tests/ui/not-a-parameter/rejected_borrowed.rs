use std::borrow::Cow;

use portcullis::prelude::*;

#[get("/items/{id}")]
async fn read_item(id: &str, #[query] tags: Option<&str>) -> Json<String> {
    Json(format!("{id} {tags:?}"))
}

#[get("/names")]
async fn read_names<'a>(#[query] name: Cow<'a, str>) -> Json<String> {
    Json(name.into_owned())
}

fn main() {
    let _ = routes![read_item, read_names];
}
