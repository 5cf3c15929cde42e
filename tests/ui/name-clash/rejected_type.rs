use portcullis::prelude::*;

#[allow(non_camel_case_types)]
struct user {
    id: u8,
}

#[get("/users/me")]
async fn user() -> Json<u8> {
    let me = user { id: 1 };
    Json(me.id)
}

fn main() {
    let _ = routes![user];
}
