use portcullis::graph::Dependency as Description;
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Dependency};

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

struct Key;

impl Dependency for Key {
    type Output = String;
    const CLONE: CloneOf<String> = Some(String::clone);
    const DEPENDENCY: Description = <api_key as Dependency>::DEPENDENCY;

    async fn resolve(_: &mut Context) -> portcullis::Result<String> {
        Ok("anything".into())
    }
}

#[get("/")]
async fn read(#[depends(Key)] key: String) -> Json<String> {
    Json(key)
}

fn main() {
    let _ = App::new(secured_routes![read]);
}
