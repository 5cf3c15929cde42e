use portcullis::graph::Dependency as Description;
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Dependency};

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn read_key(#[depends(api_key)] key: String) -> Result<String, HttpError> {
    Ok(key)
}

struct Closed;

impl Dependency for Closed {
    type Output = String;
    const CLONE: CloneOf<String> = Some(String::clone);
    const DEPENDENCY: Description =
        <read_key as Dependency>::DEPENDENCY.needs(&[<read_key as Dependency>::NEED]);

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        cx.resolve::<read_key>().await
    }
}

struct Twin;

impl Dependency for Twin {
    type Output = String;
    const CLONE: CloneOf<String> = Some(String::clone);
    const DEPENDENCY: Description = <read_key as Dependency>::DEPENDENCY.needs(&[]);

    async fn resolve(_: &mut Context) -> portcullis::Result<String> {
        Ok("anything".into())
    }
}

#[get("/closed")]
async fn read_closed(#[depends(Closed)] key: String) -> Json<String> {
    Json(key)
}

#[get("/twin")]
async fn read_twin(#[depends(Twin)] key: String) -> Json<String> {
    Json(key)
}

fn main() {
    let _ = App::new(secured_routes![read_closed, read_twin]);
}
