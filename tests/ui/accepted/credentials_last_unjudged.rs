use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
fn tenant_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if token == "secret" { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[dependency]
fn tenant(#[depends(tenant_user)] user: String, #[query] tenant: i64) -> (i64, String) {
    (tenant, user)
}

#[get("/items/")]
async fn read_items(#[depends(tenant)] found: (i64, String)) -> Json<String> {
    Json(found.1)
}

fn main() {
    let _ = routes![read_items];
}
