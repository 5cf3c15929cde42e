use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if token == "alice" { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[depends(get_user)] user: String, #[query] tenant: String) -> Json<String> {
    Json(user + &tenant)
}

fn main() {
    let _ = routes![read_items];
}
