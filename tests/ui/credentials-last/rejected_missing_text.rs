use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
fn get_user(#[depends(oauth2_scheme)] token: String, #[query] tenant: String) -> Result<String, AuthError> {
    if token == tenant { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = routes![read_items];
}
