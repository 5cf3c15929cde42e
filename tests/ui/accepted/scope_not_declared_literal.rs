use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]);

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> String {
    token
}

#[get("/items/")]
async fn read_items(#[security(get_user, scopes = ["items"])] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = routes![read_items];
}
