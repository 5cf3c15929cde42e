use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/reports")]
async fn read_reports(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

#[get("/reports/")]
async fn list_reports() -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = routes![read_reports, list_reports];
}
