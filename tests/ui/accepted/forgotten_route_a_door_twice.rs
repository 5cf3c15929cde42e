use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::issued_by::<login>();

#[post("/token")]
async fn login(#[depends] form: OAuth2PasswordRequestForm) -> Json<Value> {
    Json(json!({ "access_token": form.username, "token_type": "bearer" }))
}

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

const API: Routes = routes![login, read_items];

fn main() {
    let app = App::new(secured_routes![nest("/v1", API), nest("/v2", API)]);
    assert!(app.check().is_ok());
}
