use portcullis::prelude::*;

#[dependency(error(400 = "Inactive user"))]
async fn get_user() -> Result<u8, HttpError> {
    Err(HttpError::new(StatusCode::BAD_REQUEST, "Inactive user"))
}

#[get("/users/me")]
async fn read_user(#[depends(get_user)] user: u8) -> Json<u8> {
    Json(user)
}

fn main() {
    let _ = routes![read_user];
}
