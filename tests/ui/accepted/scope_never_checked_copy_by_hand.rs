use portcullis::graph::{Answers, Dependency as Description, Id};
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Dependency};

#[security_scheme]
static oauth2: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://id.example/token").scopes(&[("admin", "Everything.")]);

#[dependency]
async fn check_token(#[depends(oauth2)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2::require(&asked, token.split('.'))?;
    Ok(token)
}

struct Copy;

impl Dependency for Copy {
    type Output = String;
    const CLONE: CloneOf<String> = None;
    const DEPENDENCY: Description =
        Description::function(Id::new(module_path!(), "copy"), &Answers::Nothing, false)
            .needs(&[<check_token as Dependency>::NEED])
            .reads_nothing();

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        cx.resolve::<check_token>().await
    }
}

#[get("/items")]
async fn read_items(#[security(Copy, scopes = ["admin"])] token: String) -> Json<String> {
    Json(token)
}

fn main() {
    let _ = App::new(secured_routes![read_items]);
}
