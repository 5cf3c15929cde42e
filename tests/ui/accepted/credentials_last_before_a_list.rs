use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
fn page(#[query] page: u32) -> u32 {
    page
}

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![depends(oauth2_scheme, page), read_items];
}
