use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("items", "Read items."), ("admin", "All.")]);

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2_scheme::require(&asked, token.split('.'))?;
    Ok(token)
}

#[derive(AnyOf)]
enum Caller {
    #[security(get_user, scopes = ["items"])]
    User(String),
    #[security(get_user, scopes = ["admin"])]
    Admin(String),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller, #[depends(api_key)] key: String) -> Json<String> {
    Json(match caller {
        Caller::User(user) => user,
        Caller::Admin(admin) => admin + &key,
    })
}

fn main() {
    let _ = routes![read_items];
}
