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
    #[depends(Optional<get_user>)]
    User(Option<String>),
    #[depends(api_key)]
    Machine(String),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller) -> Json<Option<String>> {
    Json(match caller {
        Caller::User(user) => user,
        Caller::Machine(key) => Some(key),
    })
}

fn main() {
    let _ = routes![read_items];
}
