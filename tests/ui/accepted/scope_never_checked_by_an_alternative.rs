use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://auth.example.com/token").scopes(&[("items", "Read items.")]);

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2_scheme::require(&asked, token.split('.'))?;
    Ok(token)
}

#[dependency]
async fn get_machine(#[depends(api_key)] key: String, asked: SecurityScopes) -> Result<String, AuthError> {
    api_key::require(&asked, ["items"])?;
    if key == "robot" { Ok(key) } else { Err(api_key::invalid_token()) }
}

#[derive(AnyOf)]
enum Caller {
    #[depends(get_user)]
    User(String),
    #[depends(get_machine)]
    Machine(String),
}

#[get("/items/")]
async fn read_items(#[security(Caller, scopes = ["items"])] caller: Caller) -> Json<String> {
    match caller {
        Caller::User(name) | Caller::Machine(name) => Json(name),
    }
}

fn main() {
    let _ = secured_routes![read_items];
}
