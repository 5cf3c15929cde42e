use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("items", "Read items.")]);

#[get("/items/", depends(security(oauth2_scheme, scopes = ["items"])))]
async fn read_items() -> NoContent {
    NoContent
}

fn main() {
    let _ = routes![read_items];
}
