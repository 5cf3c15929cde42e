use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

macro_rules! checked {
    () => {
        Result<(), AuthError>
    };
}

#[dependency]
fn signed_in(#[depends(oauth2_scheme)] token: String) -> checked!() {
    if token == "secret" { Ok(()) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items() -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = routes![depends(signed_in), read_items];
}
