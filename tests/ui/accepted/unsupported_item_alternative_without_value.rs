use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[derive(AnyOf)]
enum Caller {
    #[depends(oauth2_scheme)]
    User(String),
}

#[get("/items/")]
async fn read_items(#[depends(Optional<Caller>)] caller: Option<Caller>) -> Json<String> {
    Json(caller.map_or_else(String::new, |Caller::User(token)| token))
}

fn main() {
    let _ = routes![read_items];
}
