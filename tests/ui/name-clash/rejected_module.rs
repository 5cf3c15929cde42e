mod login {
    pub fn is_open() -> bool {
        true
    }
}

use portcullis::prelude::*;

#[post("/token")]
async fn login() -> Json<bool> {
    Json(login::is_open())
}

fn main() {
    let _ = routes![login];
}
