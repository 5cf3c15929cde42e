use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn get_user(#[depends(api_key)] key: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&key, "secret") { Ok(key) } else { Err(api_key::invalid_token()) }
}

#[dependency]
async fn text(#[depends(get_user)] _user: String, #[body] text: String) -> String {
    text
}

#[post("/items/")]
async fn create_item(#[depends(text)] first: String, #[depends(text)] second: String) -> Json<[String; 2]> {
    Json([first, second])
}

fn main() {
    let _ = App::new(routes![create_item]);
}
