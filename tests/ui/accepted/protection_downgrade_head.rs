use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

#[head("/items/")]
async fn has_items(#[depends(oauth2_scheme)] _token: String) {}

fn main() {
    let _ = routes![read_items, has_items];
}
