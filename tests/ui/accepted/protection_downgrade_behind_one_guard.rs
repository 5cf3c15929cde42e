use portcullis::prelude::*;

#[security_scheme]
static a: ApiKeyHeader = ApiKeyHeader::new("X-A").name("A");

#[security_scheme]
static b: ApiKeyHeader = ApiKeyHeader::new("X-B").name("B");

#[get("/users/{id}")]
async fn read_user(id: String, #[depends(b)] _key: String) -> Json<String> {
    Json(id)
}

#[get("/users/me", shadows = "it is the record of the caller")]
async fn read_me(#[depends(a)] key: String) -> Json<String> {
    Json(key)
}

const USERS: Routes = routes![read_user, read_me];

fn main() {
    let _ = routes![depends(a), nest("/api", USERS)];
}
