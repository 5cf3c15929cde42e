use portcullis::prelude::*;

fn get_user() -> u8 {
    1
}

#[get("/users/me")]
async fn read_user(#[depends(get_user)] user: u8) -> Json<u8> {
    Json(user)
}

fn main() {
    let _ = routes![read_user];
}
