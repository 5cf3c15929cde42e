use portcullis::prelude::*;

#[security_scheme]
static oauth2: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://id.example/token").scopes(&[("admin", "Everything.")]);

#[dependency]
async fn get_user(#[depends(oauth2)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2::require(&asked, [""; 0])?;
    Ok(token)
}

#[get("/users/me")]
async fn read_me(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

#[get("/items")]
async fn read_items() {}

const ADMIN: Routes = routes![read_items];

fn main() {
    let _ = secured_routes![
        read_me,
        nest("/admin", ADMIN, depends(security(get_user, scopes = ["admin"])))
    ];
}
