use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]);

mod library {
    use portcullis::prelude::*;
    use portcullis_tests::library::get_user;

    #[get("/library")]
    async fn read_library(#[depends(get_user)] user: String) -> Json<String> {
        Json(user)
    }

    pub const ROUTES: Routes = routes![read_library];
}

#[get("/items/")]
async fn read_items(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = routes![read_items, nest("/v1", library::ROUTES)];
}
