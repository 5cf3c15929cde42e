use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

#[dependency]
async fn get_user(
    #[depends(oauth2_scheme)] token: String,
    asked: SecurityScopes,
) -> Result<String, AuthError> {
    oauth2_scheme::require(&asked, token.split('.'))?;
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[security(get_user, scopes = ["items"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = secured_routes![read_items];
}
