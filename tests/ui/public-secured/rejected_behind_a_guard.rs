use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[get("/items/", public = "the catalogue is for everybody")]
async fn read_items() -> Json<&'static str> {
    Json("items")
}

fn main() {
    let _ = routes![depends(oauth2_scheme), read_items];
}
