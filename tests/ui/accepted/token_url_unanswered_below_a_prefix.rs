use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::issued_by::<login>();

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

#[post("/token")]
async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Json<String> {
    Json(form.username)
}

fn main() {
    let _ = secured_routes![read_items, nest("/api/v1", routes![login])];
}
