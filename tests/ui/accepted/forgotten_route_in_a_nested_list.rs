use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

mod users {
    use portcullis::prelude::*;

    #[get("/users/{id}")]
    async fn read_user(id: u64) -> Json<u64> {
        Json(id)
    }

    pub const ROUTES: Routes = routes![read_user];
}

fn main() {
    let _ = secured_routes![read_items, nest("/api/v1", users::ROUTES, depends(get_user))];
}
