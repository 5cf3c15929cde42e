use portcullis::prelude::*;

#[dependency]
async fn get_user() -> u8 {
    0
}

#[get("/users/me")]
async fn read_user(#[depends(get_user)] user: u8) -> Json<u8> {
    Json(user)
}

fn main() {
    let _ = routes![read_user, get_user];
}
