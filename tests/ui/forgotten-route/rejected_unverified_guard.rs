use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[get("/items/")]
async fn read_items() -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = secured_routes![depends(oauth2_scheme), read_items];
}
