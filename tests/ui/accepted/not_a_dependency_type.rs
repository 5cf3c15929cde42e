use portcullis::prelude::*;

#[derive(Clone)]
struct User;

#[dependency]
async fn get_user() -> User {
    User
}

#[get("/users/me")]
async fn read_user(#[depends(get_user)] user: User) {
    let _ = user;
}

fn main() {
    let _ = routes![read_user];
}
