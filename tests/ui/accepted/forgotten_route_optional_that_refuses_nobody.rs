use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[depends(Optional<get_user>)] user: Option<String>) -> Json<Option<String>> {
    Json(user)
}

fn main() {
    let _ = secured_routes![read_items];
}
