use portcullis::graph::{Answers, Dependency as Description, Id, Need};
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Dependency, Refusal};

#[security_scheme]
static oauth2: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("https://id.example/token").scopes(&[("admin", "Everything.")]);

#[dependency]
async fn get_user(#[depends(oauth2)] token: String, asked: SecurityScopes) -> Result<String, AuthError> {
    oauth2::require(&asked, token.split('.'))?;
    Ok(token)
}

struct ByHand;

impl Dependency for ByHand {
    type Output = String;
    const CLONE: CloneOf<String> = None;
    // By hand, the scopes cannot be read.
    const DEPENDENCY: Description = Description::function(Id::new(module_path!(), "by_hand"), &Answers::Nothing, false)
        .needs(&[<oauth2 as Dependency>::NEED, Need::Scopes]);

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        let token = cx.resolve::<oauth2>().await?;
        if token == "alice" { Ok(token) } else { Err(Refusal::answer(oauth2::invalid_token())) }
    }
}

#[get("/items", depends(get_user))]
async fn read_items(#[security(ByHand, scopes = ["admin"])] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = secured_routes![read_items];
}
