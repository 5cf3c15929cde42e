use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

#[get("/health")]
async fn health() -> Json<&'static str> {
    Json("well")
}

fn main() {
    let _ = secured_routes![read_items, health];
}
