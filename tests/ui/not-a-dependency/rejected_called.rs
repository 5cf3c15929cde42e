use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn get_caller(#[depends(api_key)] key: String) -> String {
    key
}

#[get("/items", depends(get_caller()))]
async fn read_items(#[depends(get_caller())] caller: String) -> Json<String> {
    Json(caller)
}

fn main() {
    let _ = routes![read_items];
}
