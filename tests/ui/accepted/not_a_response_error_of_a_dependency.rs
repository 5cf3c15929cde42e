use portcullis::prelude::*;

#[dependency]
async fn get_user() -> Result<u8, HttpError> {
    Err(HttpError::new(StatusCode::NOT_FOUND, "No user"))
}

#[get("/users/me")]
async fn read_user(#[depends(get_user)] user: u8) -> Json<u8> {
    Json(user)
}

fn main() {
    let _ = routes![read_user];
}
