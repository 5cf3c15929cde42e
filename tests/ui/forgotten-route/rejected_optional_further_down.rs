use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[dependency]
fn current(#[depends(Optional<get_user>)] user: Option<String>) -> String {
    user.unwrap_or_else(|| "root".to_owned())
}

#[post("/wipe")]
async fn wipe(#[depends(current)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = secured_routes![wipe];
}
