use portcullis::prelude::*;

#[post("/token")]
async fn login(
    #[depends] form: OAuth2PasswordRequestForm,
    #[depends] strict: OAuth2PasswordRequestFormStrict,
) -> Json<String> {
    Json(form.username + &strict.username)
}

fn main() {
    let _ = routes![login];
}
