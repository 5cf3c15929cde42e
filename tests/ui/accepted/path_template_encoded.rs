use portcullis::prelude::*;

#[get("/café")]
async fn read() -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = routes![read];
}
