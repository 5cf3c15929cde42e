use portcullis::prelude::*;

#[get("/a/b/{*rest}")]
async fn read_leaf(rest: String) -> Json<String> {
    Json(rest)
}

fn main() {
    let _ = routes![nest("/tree", routes![read_leaf])];
}
