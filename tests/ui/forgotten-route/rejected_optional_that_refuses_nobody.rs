use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
fn get_user(#[depends(oauth2_scheme)] token: String) -> String {
    token
}

#[get("/items/")]
async fn read_items(#[depends(Optional<get_user>)] user: Option<String>) -> Json<Option<String>> {
    Json(user)
}

fn main() {
    let _ = secured_routes![read_items];
}
