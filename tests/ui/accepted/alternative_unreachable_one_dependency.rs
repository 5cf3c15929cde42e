use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("items", "Read items."), ("admin", "All.")]);

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2_scheme::require(&asked, token.split('.'))?;
    Ok(token)
}

#[get("/items/")]
async fn read_items(
    #[security(get_user, scopes = ["items"])] user: String,
    #[depends(api_key)] key: String,
) -> Json<String> {
    Json(user + &key)
}

fn main() {
    let _ = routes![read_items];
}
