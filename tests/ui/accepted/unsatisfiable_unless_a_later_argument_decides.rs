use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

#[dependency]
async fn get_machine(#[depends(api_key)] key: String) -> Result<String, HttpError> {
    Ok(key)
}

#[dependency]
async fn get_user(#[depends(bearer)] token: HttpAuthorizationCredentials) -> Result<String, HttpError> {
    Ok(token.into_credentials())
}

#[derive(AnyOf)]
enum Caller {
    #[depends(get_machine)]
    #[expect(dead_code, reason = "nobody reads who it is")]
    Machine(String),
    #[depends(get_user)]
    #[expect(dead_code, reason = "nobody reads who it is")]
    User(String),
}

// Every caller presents the key, and so is a machine: nobody needs a bearer token and a password.
#[get("/items", depends(Caller))]
async fn read_items(
    #[depends(basic)] login: HttpBasicCredentials,
    #[depends(get_machine)] key: String,
) -> Json<String> {
    Json(login.username + &key)
}

fn main() {
    let _ = App::new(secured_routes![read_items]);
}
