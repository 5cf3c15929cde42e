use portcullis::prelude::*;

#[derive(serde::Serialize)]
struct User;

#[get("/users/me")]
async fn read_user() -> Json<User> {
    Json(User)
}

fn main() {
    let _ = routes![read_user];
}
