use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/users/{id}")]
async fn read_user(id: String, #[depends(get_user)] _user: String) -> Json<String> {
    Json(id)
}

#[get("/users/me")]
async fn other(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_user, other];
}
