use portcullis::prelude::*;

struct User;

#[get("/users/me")]
async fn read_users_me() -> User {
    User
}

fn main() {
    let _ = routes![read_users_me];
}
