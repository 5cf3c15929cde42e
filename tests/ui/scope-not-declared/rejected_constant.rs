use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]);

mod scopes {
    pub const ADMIN: &str = "admin";
    pub const ITEMS: &str = "items";
}

#[dependency]
async fn get_user(#[security(oauth2_scheme, scopes = [scopes::ITEMS, scopes::ADMIN])] token: String) -> String {
    token
}

#[get("/items/")]
async fn read_items(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = routes![read_items];
}
