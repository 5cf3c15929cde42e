use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[get("/files/{*path}")]
async fn read_file(path: String, #[depends(oauth2_scheme)] token: String) -> Json<(String, String)> {
    Json((path, token))
}

mod icons {
    use portcullis::prelude::*;

    #[get("/icons/{name}")]
    async fn read_icon(name: String) -> Json<String> {
        Json(name)
    }

    pub const ROUTES: Routes = routes![read_icon];
}

fn main() {
    let _ = routes![read_file, nest("/files", icons::ROUTES)];
}
