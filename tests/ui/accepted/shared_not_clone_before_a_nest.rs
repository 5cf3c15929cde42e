use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

#[derive(Clone)]
struct Session(String);

#[dependency]
fn session(#[depends(oauth2_scheme)] token: String) -> Session {
    Session(token)
}

#[get("/items/")]
async fn read_items(#[depends(session)] session: Session) -> Json<String> {
    Json(session.0)
}

fn main() {
    let _ = routes![nest("/api", routes![read_items], depends(session))];
}
