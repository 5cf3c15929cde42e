use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

#[dependency]
fn look(asked: SecurityScopes) -> Vec<String> {
    asked.scopes().iter().map(ToString::to_string).collect()
}

#[dependency]
async fn get_user(
    #[depends(oauth2_scheme)] token: String,
    #[depends(look)] needed: Vec<String>,
) -> Result<String, AuthError> {
    if needed.iter().all(|scope| scope == "items") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[security(get_user, scopes = ["items"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = secured_routes![read_items];
}
