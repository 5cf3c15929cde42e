use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]);

#[get("/users/{name}")]
async fn read_user(name: String, #[security(oauth2_scheme, scopes = ["items"])] token: String) -> Json<(String, String)> {
    Json((name, token))
}

#[get("/users/me")]
async fn read_me(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_user, read_me];
}
