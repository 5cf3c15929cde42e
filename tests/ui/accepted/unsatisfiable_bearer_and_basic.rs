use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

#[derive(AnyOf)]
enum Caller {
    #[depends(oauth2_scheme)]
    Token(String),
    #[depends(basic)]
    Name(HttpBasicCredentials),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::Token(token) => token,
        Caller::Name(credentials) => credentials.username,
    })
}

fn main() {
    let _ = routes![read_items];
}
