use portcullis::prelude::*;

struct User;

#[get("/users/me")]
async fn read_users_me(#[depends] user: User) {
    let _ = user;
}

fn main() {
    let _ = routes![read_users_me];
}
