use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[dependency]
fn user(#[depends(oauth2_scheme)] token: String) -> String {
    token
}

#[derive(AnyOf)]
enum Caller {
    #[depends(user)]
    User(String),
    #[depends(oauth2_scheme)]
    Machine(String),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::User(user) => user,
        Caller::Machine(machine) => machine,
    })
}

fn main() {
    let _ = routes![read_items];
}
