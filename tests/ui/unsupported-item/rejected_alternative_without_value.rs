use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[derive(AnyOf)]
enum Caller {
    #[depends(oauth2_scheme)]
    User(String),
    Nobody,
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::User(token) => token,
        Caller::Nobody => String::new(),
    })
}

fn main() {
    let _ = routes![read_items];
}
