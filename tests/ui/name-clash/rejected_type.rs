use portcullis::prelude::*;

#[allow(non_camel_case_types)]
struct user(u8);

#[get("/users/me")]
async fn user() -> Json<u8> {
    Json(user(1).0)
}

fn main() {
    let _ = routes![user];
}
