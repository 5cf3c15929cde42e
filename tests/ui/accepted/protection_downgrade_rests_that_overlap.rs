use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

mod files {
    use portcullis::prelude::*;

    #[get("/files/{*rest}")]
    async fn read_file(rest: String, #[depends(super::oauth2_scheme)] token: String) -> Json<(String, String)> {
        Json((rest, token))
    }

    pub const ROUTES: Routes = routes![read_file];
}

#[dependency]
fn tenant(#[path(prefix)] tenant: String) -> String {
    tenant
}

#[get("/acme/{*rest}", public = "the pages of acme are its shop window")]
async fn read_page(rest: String) -> Json<String> {
    Json(rest)
}

fn main() {
    let _ = routes![nest("/{tenant}", files::ROUTES, depends(oauth2_scheme, tenant)), read_page];
}
