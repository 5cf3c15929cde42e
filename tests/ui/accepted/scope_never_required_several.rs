use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]);

#[get("/items/")]
async fn read_items(#[security(oauth2_scheme, scopes = ["me", "items"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = secured_routes![nest("/v1", routes![read_items])];
}
