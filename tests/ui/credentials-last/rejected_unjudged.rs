use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
fn tenant(#[depends(oauth2_scheme)] token: String, #[query] tenant: i64) -> (i64, String) {
    (tenant, token)
}

#[dependency]
fn tenant_user(#[depends(tenant)] found: (i64, String)) -> Result<String, AuthError> {
    if found.1 == "secret" { Ok(found.1) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[depends(tenant_user)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = routes![read_items];
}
