use portcullis::prelude::*;

#[security_scheme]
static sso: HttpBearer = HttpBearer::new();

#[security_scheme]
static local: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[derive(AnyOf)]
enum Caller {
    #[depends(sso)]
    Sso(HttpAuthorizationCredentials),
    #[depends(local)]
    Local(String),
}

#[get("/items/")]
async fn read_items(#[depends] caller: Caller) -> Json<String> {
    Json(match caller {
        Caller::Sso(sso) => sso.credentials().to_owned(),
        Caller::Local(local) => local,
    })
}

fn main() {
    let _ = routes![read_items];
}
