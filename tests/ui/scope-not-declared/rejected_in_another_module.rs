mod security {
    use portcullis::prelude::*;

    #[security_scheme]
    pub static oauth2_scheme: OAuth2PasswordBearer =
        OAuth2PasswordBearer::new("token").scopes(&[("users:read", "Read users.")]);

    #[dependency]
    pub async fn get_user(#[depends(oauth2_scheme)] token: String) -> String {
        token
    }
}

mod users {
    use portcullis::prelude::*;

    pub use super::security::get_user as current_user;

    #[get("/me")]
    async fn read_user(#[security(current_user, scopes = ["users:raed"])] user: String) -> Json<String> {
        Json(user)
    }

    pub const ROUTES: Routes = routes![read_user];
}

fn main() {
    let _ = portcullis::routes![nest("/users", users::ROUTES)];
}
