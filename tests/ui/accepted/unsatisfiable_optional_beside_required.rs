use portcullis::prelude::*;

#[security_scheme]
static bearer: HttpBearer = HttpBearer::new();

#[security_scheme]
static basic: HttpBasic = HttpBasic::new("items");

#[get("/items/")]
async fn read_items(
    #[depends(Optional<bearer>)] token: Option<HttpAuthorizationCredentials>,
    #[depends(Optional<basic>)] user: Option<HttpBasicCredentials>,
) -> Json<[bool; 2]> {
    Json([token.is_some(), user.is_some()])
}

fn main() {
    let _ = secured_routes![read_items];
}
