use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
fn user(#[depends(oauth2_scheme)] token: String) -> String {
    token
}

#[dependency]
fn admin(#[depends(oauth2_scheme)] token: String, #[depends(api_key)] key: String) -> String {
    token + &key
}

#[derive(AnyOf)]
enum Caller {
    #[depends(admin)]
    Admin(String),
    #[depends(user)]
    User(String),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::User(user) => user,
        Caller::Admin(admin) => admin,
    })
}

fn main() {
    let _ = routes![read_items];
}
