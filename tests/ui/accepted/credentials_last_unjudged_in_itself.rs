use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if token == "secret" { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[dependency]
fn get_tenant_user(#[depends(get_user)] user: String, #[query] tenant: i64) -> Result<String, AuthError> {
    if tenant == 1 { Ok(user) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[depends(get_tenant_user)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = routes![read_items];
}
