use portcullis::graph::{Answers, Dependency as Description, Id};
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Dependency};

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

struct Key;

impl Dependency for Key {
    type Output = String;
    const CLONE: CloneOf<String> = Some(String::clone);
    const DEPENDENCY: Description =
        Description::function(Id::new(module_path!(), "Key"), &Answers::Nothing, true)
            .needs(&[<api_key as Dependency>::NEED]);

    async fn resolve(cx: &mut Context) -> portcullis::Result<String> {
        cx.resolve::<api_key>().await
    }
}

#[get("/")]
async fn read(#[depends(Key)] key: String) -> Json<String> {
    Json(key)
}

fn main() {
    let _ = App::new(secured_routes![read]);
}
