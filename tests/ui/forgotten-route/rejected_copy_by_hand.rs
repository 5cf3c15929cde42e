use portcullis::graph::Dependency as Description;
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Dependency};

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn read_key(#[depends(api_key)] key: String) -> String {
    key
}

struct Copy;

impl Dependency for Copy {
    type Output = String;
    const CLONE: CloneOf<String> = None;
    const DEPENDENCY: Description = <read_key as Dependency>::DEPENDENCY.cannot_refuse();

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        cx.resolve::<api_key>().await
    }
}

#[get("/items", depends(Copy))]
async fn read_items() {}

fn main() {
    let _ = App::new(secured_routes![read_items]);
}
