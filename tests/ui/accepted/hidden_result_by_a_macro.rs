use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

/// The type is in invisible parentheses.
macro_rules! guard {
    ($name:ident -> $returns:ty) => {
        #[dependency]
        fn $name(#[depends(oauth2_scheme)] token: String) -> $returns {
            if token == "secret" { Ok(()) } else { Err(oauth2_scheme::invalid_token()) }
        }
    };
}

guard!(signed_in -> Result<(), AuthError>);

#[get("/items/")]
async fn read_items() -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = secured_routes![depends(signed_in), read_items];
}
