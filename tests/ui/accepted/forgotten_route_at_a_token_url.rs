use portcullis::prelude::*;

#[security_scheme]
static client: OAuth2ClientCredentialsBearer = OAuth2ClientCredentialsBearer::new("token");

#[dependency]
async fn get_client(#[depends(client)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(client::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[depends(get_client)] name: String) -> Json<String> {
    Json(name)
}

#[post("/{kind}", public = "tokens are issued here, and nothing else")]
async fn create(kind: String) -> Json<String> {
    Json(kind)
}

fn main() {
    let _ = secured_routes![read_items, create];
}
