use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[get("/items")]
async fn read_items(#[depends(api_key)] key: Option<String>) -> Json<Option<String>> {
    Json(key)
}

fn main() {
    let _ = routes![read_items];
}
