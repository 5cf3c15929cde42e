use portcullis::prelude::*;

#[get("/users/me")]
async fn read_user() -> Json<u8> {
    Json(1)
}

#[get("/users/me/items")]
async fn read_items(#[security(read_user, scopes = ["items"])] user: Json<u8>) -> Json<u8> {
    user
}

fn main() {
    let _ = routes![read_user, read_items];
}
