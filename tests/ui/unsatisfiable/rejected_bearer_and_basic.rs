use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

#[get("/items/")]
async fn read_items(
    #[depends(oauth2_scheme)] token: String,
    #[depends(basic)] credentials: HttpBasicCredentials,
) -> Json<String> {
    Json(token + &credentials.username)
}

fn main() {
    let _ = routes![read_items];
}
