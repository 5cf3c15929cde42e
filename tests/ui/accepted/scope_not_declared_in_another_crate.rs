use portcullis::prelude::*;

use portcullis_tests::library::get_user;

#[get("/items/")]
async fn read_items(#[security(get_user, scopes = ["items"])] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = routes![read_items];
}
