use portcullis as gate;
use gate::prelude::*;

#[security_scheme(crate = "gate")]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("items", "Read items.")]);

#[dependency(crate = "gate")]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> String {
    token
}

#[get("/items/", crate = "gate")]
async fn read_items(#[security(get_user, scopes = ["items"])] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = routes![crate = "gate", read_items];
}
