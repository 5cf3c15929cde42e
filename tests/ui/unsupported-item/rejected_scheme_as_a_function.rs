use portcullis::prelude::*;

#[security_scheme]
fn oauth2_scheme() -> OAuth2PasswordBearer {
    OAuth2PasswordBearer::new("token")
}

fn main() {}
