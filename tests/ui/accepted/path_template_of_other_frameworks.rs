use portcullis::prelude::*;

#[get("/items/{id}")]
async fn read_item(id: u64) -> Json<u64> {
    Json(id)
}

#[get("/users/{id}")]
async fn read_user(id: u64) -> Json<u64> {
    Json(id)
}

#[get("/files/{*name}")]
async fn read_file(name: String) -> Json<String> {
    Json(name)
}

#[get("/tags/{tag}")]
async fn read_tag(tag: String) -> Json<String> {
    Json(tag)
}

fn main() {
    let _ = routes![read_item, read_user, read_file, read_tag];
}
