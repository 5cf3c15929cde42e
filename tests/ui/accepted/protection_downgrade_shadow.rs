use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[get("/items/{id}")]
async fn read_item(id: String, #[depends(oauth2_scheme)] token: String) -> Json<(String, String)> {
    Json((id, token))
}

#[get("/items/export")]
async fn export_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_item, export_items];
}
