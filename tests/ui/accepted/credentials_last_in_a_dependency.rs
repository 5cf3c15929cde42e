use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
async fn tenant(#[query] tenant: String) -> String {
    tenant
}

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String, #[depends(tenant)] tenant: String) -> String {
    tenant + &token
}

#[get("/items/")]
async fn read_items(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = routes![read_items];
}
