use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

#[get("/items/{id}")]
async fn read_item(id: String, #[security(oauth2_scheme, scopes = ["items"])] token: String) -> Json<(String, String)> {
    Json((id, token))
}

#[get("/items/export")]
async fn export() -> Json<&'static str> {
    Json("items")
}

fn main() {
    let _ = routes![depends(oauth2_scheme), read_item, export];
}
