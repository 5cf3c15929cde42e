use portcullis::prelude::*;

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[get("/items/")]
async fn read_items(#[depends(bearer)] sent: HttpAuthorizationCredentials) -> Json<String> {
    Json(sent.into_credentials())
}

fn main() {
    let _ = routes![read_items];
}
