use portcullis::prelude::*;

use portcullis_tests::library;

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn get_machine(#[depends(key)] sent: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&sent, "secret") { Ok(sent) } else { Err(key::invalid_token()) }
}

fn main() {
    let _ = secured_routes![nest("/library", library::ROUTES, depends(get_machine))];
}
