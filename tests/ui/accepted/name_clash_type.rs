use portcullis::prelude::*;

struct User(u8);

#[get("/users/me")]
async fn user() -> Json<u8> {
    Json(User(1).0)
}

fn main() {
    let _ = routes![user];
}
