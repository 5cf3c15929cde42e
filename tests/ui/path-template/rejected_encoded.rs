use portcullis::prelude::*;

#[get("/caf%C3%A9")]
async fn read() -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = routes![read];
}
