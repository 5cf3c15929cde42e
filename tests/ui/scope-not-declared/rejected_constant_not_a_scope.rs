use portcullis::prelude::*;

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

const READER: &str = "reader of \"items\"";

#[get("/items/")]
async fn read_items(
    #[security(bearer, scopes = [READER])] token: HttpAuthorizationCredentials,
) -> Json<String> {
    Json(token.credentials().to_owned())
}

fn main() {
    let _ = routes![read_items];
}
