use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[dependency]
async fn get_admin(#[depends(get_user)] user: String) -> Result<String, HttpError> {
    if user == "admin" { Ok(user) } else { Err(HttpError::new(StatusCode::FORBIDDEN, "Not an admin")) }
}

#[get("/files/{name}/")]
async fn read_file(name: String, #[depends(get_user)] _user: String) -> Json<String> {
    Json(name)
}

#[get("/files/secret")]
async fn read_secret(#[depends(get_admin)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = routes![read_file, read_secret];
}
