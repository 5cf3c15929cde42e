use portcullis::prelude::*;

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[dependency]
async fn get_user(#[depends(bearer)] sent: HttpAuthorizationCredentials) -> Result<String, AuthError> {
    Ok(sent.into_credentials())
}

#[dependency]
async fn get_admin(#[depends(get_user)] user: String) -> Result<String, AuthError> {
    if user == "admin" { Ok(user) } else { Err(bearer::invalid_token()) }
}

#[head("/items/{id}", depends(get_admin))]
async fn has_item(id: String) {
    drop(id);
}

#[head("/items/new", depends(get_admin))]
async fn has_new_item() {}

#[get("/items/new", depends(get_user))]
async fn new_item() {}

fn main() {
    let _ = secured_routes![has_item, has_new_item, new_item];
}
