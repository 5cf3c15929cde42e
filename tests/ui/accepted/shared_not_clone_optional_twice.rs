use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn get_user(#[depends(api_key)] key: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&key, "secret") { Ok(key) } else { Err(api_key::invalid_token()) }
}

#[derive(Clone)]
struct Session;

#[dependency]
async fn session(#[depends(get_user)] _user: String) -> Session {
    Session
}

#[get("/items/")]
async fn read_items(
    #[depends(Optional<session>)] first: Option<Session>,
    #[depends(Optional<session>)] second: Option<Session>,
) -> Json<[bool; 2]> {
    Json([first.is_some(), second.is_some()])
}

fn main() {
    let _ = App::new(routes![read_items]);
}
