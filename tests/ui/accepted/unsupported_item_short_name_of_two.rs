use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency(oauth2_scheme)]
struct Token(String);

#[get("/items/")]
async fn read_items(#[depends] token: Token) -> Json<String> {
    Json(token.0)
}

fn main() {
    let _ = routes![read_items];
}
