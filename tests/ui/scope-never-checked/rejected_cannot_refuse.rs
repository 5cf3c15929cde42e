use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

#[dependency]
fn see(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> String {
    if asked.contains("items") { token } else { String::new() }
}

#[get("/items/")]
async fn read_items(#[security(see, scopes = ["items"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = secured_routes![read_items];
}
