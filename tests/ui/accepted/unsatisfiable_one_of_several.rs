use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[derive(AnyOf)]
enum Caller {
    #[depends(api_key)]
    Machine(String),
    #[depends(oauth2_scheme)]
    User(String),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller, #[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(match caller {
        Caller::User(user) => user + &token,
        Caller::Machine(machine) => machine + &token,
    })
}

fn main() {
    let _ = routes![read_items];
}
