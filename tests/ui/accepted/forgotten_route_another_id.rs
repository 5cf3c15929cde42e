use portcullis::graph::{Answers, Id, Method, Operation as Description};
use portcullis::prelude::*;
use portcullis::{Context, Operation, HandlerFuture};

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::issued_by::<Login>();

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[post("/wipe", depends(get_user))]
async fn wipe() {}

/// Has the identity of another operation.
struct Login;

impl Operation for Login {
    const ID: Id = Id::new(module_path!(), "Login");
    const OPERATION: Description = Description::new(Self::ID, Method::Post, "/login", &Answers::Nothing)
        .needs(&[<OAuth2PasswordRequestForm as portcullis::Dependency>::NEED]);

    fn call(mut cx: Context) -> HandlerFuture {
        Box::pin(async move {
            let form = cx.resolve::<OAuth2PasswordRequestForm>().await?;
            Ok(portcullis::Response::new(form.username.into()))
        })
    }
}

#[get("/items/")]
async fn read_items(#[depends(get_user)] user: String) -> Json<String> {
    Json(user)
}

fn main() {
    let _ = App::new(secured_routes![read_items, Login, wipe]);
}
