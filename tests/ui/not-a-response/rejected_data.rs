use portcullis::prelude::*;

struct User;

#[get("/users/me")]
async fn read_user() -> User {
    User
}

fn main() {
    let _ = routes![read_user];
}
