use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
async fn name(#[body] name: String) -> String {
    name
}

#[post("/items/")]
async fn create_item(#[depends(name)] name: String, #[depends(oauth2_scheme)] token: String) -> Json<Value> {
    Json(json!([name, token]))
}

fn main() {
    let _ = routes![create_item];
}
