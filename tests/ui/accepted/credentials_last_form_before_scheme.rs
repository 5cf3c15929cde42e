use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[post("/exchange")]
async fn exchange(
    #[depends(oauth2_scheme)] token: String,
    #[depends] form: OAuth2PasswordRequestForm,
) -> Json<String> {
    Json(form.username + &token)
}

fn main() {
    let _ = routes![exchange];
}
