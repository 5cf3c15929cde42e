use portcullis::graph::Dependency as Description;
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Dependency, Refusal};

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn read_key(#[depends(api_key)] key: String) -> Result<String, HttpError> {
    Ok(key)
}

struct ByHand;

impl Dependency for ByHand {
    type Output = String;
    const CLONE: CloneOf<String> = None;
    const DEPENDENCY: Description = <read_key as Dependency>::DEPENDENCY;

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        let key = cx.resolve::<api_key>().await?;
        if portcullis::secure_eq(&key, "secret") { Ok(key) } else { Err(Refusal::malformed(None)) }
    }
}

struct Strict;

impl Dependency for Strict {
    type Output = String;
    const CLONE: CloneOf<String> = None;
    const DEPENDENCY: Description = <Optional<ByHand> as Dependency>::DEPENDENCY.refuses();

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        cx.resolve::<ByHand>().await
    }
}

#[get("/users/{id}")]
async fn read_user(id: String, #[depends(Strict)] _key: String) -> Json<String> {
    Json(id)
}

#[get("/users/me")]
async fn read_me(#[depends(Optional<ByHand>)] _key: Option<String>) {}

fn main() {
    let _ = App::new(secured_routes![read_user, read_me]);
}
