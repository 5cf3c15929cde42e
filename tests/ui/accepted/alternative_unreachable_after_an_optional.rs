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
    #[depends(get_user)]
    User(String),
    #[depends(api_key)]
    Machine(String),
}

#[get("/items/")]
async fn read_items(#[depends(Optional<Caller>)] caller: Option<Caller>) -> Json<Option<String>> {
    Json(match caller {
        Some(Caller::User(user)) => Some(user),
        Some(Caller::Machine(key)) => Some(key),
        None => None,
    })
}

fn main() {
    let _ = routes![read_items];
}
