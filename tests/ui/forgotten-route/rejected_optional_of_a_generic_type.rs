use std::marker::PhantomData;

use portcullis::graph::{Answers, Dependency as Description, Id};
use portcullis::prelude::*;
use portcullis::{CloneOf, Context, Dependency};

#[security_scheme]
static label_key: ApiKeyHeader = ApiKeyHeader::new("X-Label").name("Label");

#[security_scheme]
static admin_key: ApiKeyHeader = ApiKeyHeader::new("X-Admin").name("Admin");

#[dependency]
async fn get_admin(#[depends(admin_key)] key: String) -> Result<String, AuthError> {
    if portcullis::secure_eq(&key, "secret") { Ok(key) } else { Err(admin_key::invalid_token()) }
}

#[dependency]
async fn label(#[depends(label_key)] key: String) -> String {
    key
}

/// One name for all that it stands for.
struct Timed<D>(PhantomData<D>);

impl<D: Dependency> Dependency for Timed<D> {
    type Output = D::Output;
    const CLONE: CloneOf<D::Output> = None;
    const DEPENDENCY: Description =
        Description::function(Id::new(module_path!(), "Timed"), &Answers::Nothing, false)
            .needs(&[D::NEED])
            .reads_nothing()
            .cannot_refuse();

    async fn resolve(cx: &mut Context) -> portcullis::Result<D::Output> {
        cx.resolve::<D>().await
    }
}

#[get("/items/", depends(Optional<Timed<label_key>>, Optional<Timed<get_admin>>))]
async fn read_items(#[depends(label)] label: String) -> Json<String> {
    Json(label)
}

fn main() {
    let _ = App::new(secured_routes![read_items]);
}
