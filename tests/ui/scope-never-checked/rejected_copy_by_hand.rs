use portcullis::graph::Dependency as Description;
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Dependency};

#[security_scheme]
static oauth2: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://id.example/token").scopes(&[("admin", "Everything.")]);

#[dependency]
async fn read_token(#[depends(oauth2)] token: String, _asked: SecurityScopes) -> String {
    token
}

#[dependency]
async fn check_token(#[depends(oauth2)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2::require(&asked, token.split('.'))?;
    Ok(token)
}

struct Copy;

impl Dependency for Copy {
    type Output = String;
    const CLONE: CloneOf<String> = None;
    const DEPENDENCY: Description = <read_token as Dependency>::DEPENDENCY;

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        cx.resolve::<oauth2>().await
    }
}

#[get("/items", depends(check_token))]
async fn read_items(#[security(Copy, scopes = ["admin"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = App::new(secured_routes![read_items]);
}
