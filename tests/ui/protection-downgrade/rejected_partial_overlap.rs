use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("me", "Read yourself."), ("admin", "All.")]);

#[get("/users/{id}/settings")]
async fn read_settings(
    id: String,
    #[security(oauth2_scheme, scopes = ["me", "admin"])] token: String,
) -> Json<(String, String)> {
    Json((id, token))
}

#[get("/users/me/{section}")]
async fn read_section(section: String, #[security(oauth2_scheme, scopes = ["me"])] token: String) -> Json<(String, String)> {
    Json((section, token))
}

fn main() {
    let _ = routes![read_settings, read_section];
}
