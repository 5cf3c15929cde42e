use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

#[derive(AnyOf)]
enum Caller {
    #[depends(basic)]
    Machine(HttpBasicCredentials),
    #[depends(oauth2_scheme)]
    User(String),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller, #[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(match caller {
        Caller::User(user) => user + &token,
        Caller::Machine(machine) => machine.username + &token,
    })
}

fn main() {
    let _ = routes![read_items];
}
