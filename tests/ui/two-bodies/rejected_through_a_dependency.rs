use portcullis::prelude::*;

#[dependency]
async fn password(#[depends] form: OAuth2PasswordRequestForm) -> String {
    form.password
}

#[post("/token")]
async fn login(
    #[depends(password)] password: String,
    #[depends] form: OAuth2PasswordRequestFormStrict,
) -> Json<String> {
    Json(form.username + &password)
}

fn main() {
    let _ = routes![login];
}
