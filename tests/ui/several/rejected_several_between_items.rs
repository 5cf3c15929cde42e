use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]);

#[get("/users/{id}", operation_id = "read")]
async fn read_user(id: u64, #[security(oauth2_scheme, scopes = ["em", "me", "admin"])] token: String) -> Json<String> {
    Json(format!("{id}{token}"))
}

#[get("/users/{name}")]
async fn read_user_by_name(name: String) -> Json<String> {
    Json(name)
}

#[get("/items/", operation_id = "read")]
async fn read_items(#[security(oauth2_scheme, scopes = ["itmes"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_user, read_user_by_name, read_items];
}
