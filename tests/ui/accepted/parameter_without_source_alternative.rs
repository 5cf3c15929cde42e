use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[derive(AnyOf)]
enum Caller {
    #[depends(oauth2_scheme)]
    User(String),
    #[depends(api_key)]
    Machine(String),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::User(token) | Caller::Machine(token) => token,
    })
}

fn main() {
    let _ = routes![read_items];
}
