use portcullis::graph::{Answers, Dependency as Description, Id};
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Refusal};

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

/// It reads the header, and answers.
struct Gate;

impl portcullis::Dependency for Gate {
    type Output = ();
    const CLONE: CloneOf<()> = Some(<()>::clone);
    const DEPENDENCY: Description =
        Description::function(Id::new(module_path!(), "Gate"), &Answers::Nothing, true);

    async fn resolve(cx: &mut Context) -> Result<(), Refusal> {
        match cx.headers().contains_key("X-Gate") {
            true => Ok(()),
            false => Err(Refusal::answer(HttpError::new(StatusCode::IM_A_TEAPOT, "No gate"))),
        }
    }
}

#[get("/items/")]
async fn read_items(#[depends(Gate)] _gate: (), #[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = secured_routes![read_items];
}
