use portcullis::prelude::*;

#[post("/token")]
async fn login(
    #[depends] form: OAuth2PasswordRequestForm,
) -> Json<String> {
    Json(form.username)
}

fn main() {
    let _ = routes![login];
}
