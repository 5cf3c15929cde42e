use portcullis::prelude::*;

#[dependency]
async fn read_user() -> Json<u8> {
    Json(1)
}

#[get("/users/me/items")]
async fn read_items(#[depends(read_user)] user: Json<u8>) -> Json<u8> {
    user
}

fn main() {
    let _ = routes![read_items];
}
