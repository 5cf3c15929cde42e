use portcullis::prelude::*;

struct User {
    id: u8,
}

#[get("/users/me")]
async fn user() -> Json<u8> {
    let me = User { id: 1 };
    Json(me.id)
}

fn main() {
    let _ = routes![user];
}
