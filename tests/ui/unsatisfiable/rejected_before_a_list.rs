use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![depends(basic), read_items];
}
