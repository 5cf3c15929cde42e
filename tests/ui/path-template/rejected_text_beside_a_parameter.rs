use portcullis::prelude::*;

#[get("/files/{name}.json")]
async fn read_file(name: String) -> Json<String> {
    Json(name)
}

fn main() {
    let _ = routes![read_file];
}
