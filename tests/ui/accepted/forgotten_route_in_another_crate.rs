use portcullis::prelude::*;

use portcullis_tests::library;

#[security_scheme]
static key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

fn main() {
    let _ = secured_routes![nest("/library", library::ROUTES, depends(key))];
}
