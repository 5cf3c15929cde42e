use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/", public = "the catalogue is for everybody")]
async fn read_items() -> Json<&'static str> {
    Json("items")
}

const INNER: Routes = routes![depends(oauth2_scheme), read_items];

fn main() {
    let _ = routes![depends(get_user), nest("/v1", INNER)];
}
