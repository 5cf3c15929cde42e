use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> String {
    token
}

#[get("/users/me")]
async fn read_me(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = TestClient::new(App::new(routes![read_me])).with::<get_user>(|| Ok("alice".into()));
}
