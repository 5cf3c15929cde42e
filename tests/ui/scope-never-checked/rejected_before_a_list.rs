use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("admin", "Everything.")]);

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if token == "alice" { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

/// It takes what is asked of it: that is nothing.
#[dependency]
async fn get_name(#[depends(get_user)] user: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2_scheme::require(&asked, ["admin"])?;
    Ok(user)
}

#[get("/export")]
async fn export(#[depends(get_name)] name: String) -> Json<String> {
    Json(name)
}

fn main() {
    let _ = secured_routes![nest("/admin", routes![export], depends(security(get_user, scopes = ["admin"])))];
}
