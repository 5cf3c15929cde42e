use portcullis::prelude::*;

#[security_scheme]
static a: ApiKeyHeader = ApiKeyHeader::new("X-A").name("Key");

#[security_scheme]
static b: ApiKeyQuery = ApiKeyQuery::new("b").name("OtherKey");

#[get("/items/")]
async fn read_items(#[depends(b)] key: String) -> Json<String> {
    Json(key)
}

const ITEMS: Routes = routes![read_items];

fn main() {
    let _ = routes![nest("/api", ITEMS, depends(a))];
}
