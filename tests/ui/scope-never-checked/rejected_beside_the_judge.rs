use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

#[dependency]
fn look(asked: SecurityScopes) -> Result<(), HttpError> {
    if asked.is_empty() { Err(HttpError::new(StatusCode::FORBIDDEN, "no")) } else { Ok(()) }
}

#[dependency]
async fn get_user(
    #[depends(oauth2_scheme)] token: String,
    #[depends(look)] _seen: (),
) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[security(get_user, scopes = ["items"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = secured_routes![read_items];
}
