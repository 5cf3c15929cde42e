use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<usize> {
    let length = token.len();
    Json(length)
}

fn main() {
    let _ = routes![read_items];
}
