use portcullis::prelude::*;

#[derive(Clone)]
struct User;

#[get("/users/me")]
async fn read_user(#[depends] user: User) {
    let _ = user;
}

fn main() {
    let _ = routes![read_user];
}
