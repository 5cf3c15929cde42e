use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::issued_by::<login>();

#[dependency]
async fn get_user(token: String) -> Result<String, AuthError> {
    if token == "alice" { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

#[post("/token")]
async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Json<String> {
    Json(form.username)
}

fn main() {
    let _ = secured_routes![read_items, login];
}
