use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
fn look(#[depends(Optional<key>)] sent: Option<String>, asked: SecurityScopes) -> Result<(), HttpError> {
    if sent.is_none() || asked.is_empty() { Ok(()) } else { Err(HttpError::new(StatusCode::FORBIDDEN, "no")) }
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
