use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]);

#[dependency(error(400 = "Inactive user"))]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, HttpError> {
    Ok(token)
}

#[get("/users/me")]
async fn read_user(#[security(get_user, scopes = ["me"])] user: String) -> Json<String> {
    Json(user)
}

#[get("/users/{id}", tgas = ["users"])]
async fn read_user_by_id(id: u64, #[depends(get_user)] user: String) -> Json<String> {
    Json(format!("{id}{user}"))
}

fn main() {
    let _ = routes![read_user, read_user_by_id];
}
