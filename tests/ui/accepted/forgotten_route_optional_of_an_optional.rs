use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn get_user(#[depends(api_key)] key: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&key, "secret") { Ok(key) } else { Err(api_key::invalid_token()) }
}

#[get("/items/", depends(get_user))]
async fn read_items() -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = App::new(secured_routes![read_items]);
}
