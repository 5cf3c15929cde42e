use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]);

#[get("/users/me")]
async fn read_user(#[security(oauth2_scheme, scopes = ["me"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_user];
}
