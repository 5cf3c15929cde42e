use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

#[dependency]
async fn get_user(#[depends(oauth2_scheme)] token: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&token, "secret") { Ok(token) } else { Err(oauth2_scheme::invalid_token()) }
}

#[derive(AnyOf)]
enum Caller {
    #[depends(basic)]
    Machine(HttpBasicCredentials),
    #[depends(get_user)]
    User(String),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller, #[depends(get_user)] user: String) -> Json<String> {
    Json(match caller {
        Caller::User(name) => name + &user,
        Caller::Machine(machine) => machine.username + &user,
    })
}

fn main() {
    let _ = routes![read_items];
}
