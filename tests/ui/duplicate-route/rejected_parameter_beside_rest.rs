use portcullis::prelude::*;

#[get("/files/{name}")]
async fn read_file(name: String) -> Json<String> {
    Json(name)
}

#[get("/files/{*rest}")]
async fn read_tree(rest: String) -> Json<String> {
    Json(rest)
}

fn main() {
    let _ = routes![read_file, read_tree];
}
