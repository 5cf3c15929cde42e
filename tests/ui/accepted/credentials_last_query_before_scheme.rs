use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> String {
    token
}

#[dependency]
async fn page(#[query] page: Option<u32>) -> u32 {
    page.unwrap_or(1)
}

#[get("/items/")]
async fn read_items(#[depends(get_user)] user: String, #[depends(page)] page: u32) -> Json<(u32, String)> {
    Json((page, user))
}

fn main() {
    let _ = routes![read_items];
}
