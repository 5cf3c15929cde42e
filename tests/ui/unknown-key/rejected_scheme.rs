use portcullis::prelude::*;

#[security_scheme(name = "users")]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[get("/users/me")]
async fn read_user(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_user];
}
