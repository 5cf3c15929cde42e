use portcullis::graph::{KeyPlace, Scheme, SchemeKind};
use portcullis::prelude::*;
use portcullis::{Context, Refusal, SecurityScheme};

#[derive(Clone)]
struct Strict;
#[derive(Clone)]
struct Lax;

const DESCRIPTION: Scheme = {
    let kind = SchemeKind::ApiKey { place: KeyPlace::Header, name: "X-Key" };
    Scheme::new("Key", kind).verifies()
};

impl Strict {
    const fn scheme(&self) -> Scheme {
        DESCRIPTION
    }
}

impl Lax {
    const fn scheme(&self) -> Scheme {
        Scheme::new("AnyKey", DESCRIPTION.kind).verifies()
    }
}

impl SecurityScheme for Strict {
    type Credentials = ();
    async fn authenticate(&self, cx: &mut Context) -> Result<(), Refusal> {
        match cx.headers().get("X-Key") {
            Some(key) if portcullis::secure_eq(key, "secret") => Ok(()),
            _ => Err(Refusal::missing(None)),
        }
    }
}

impl SecurityScheme for Lax {
    type Credentials = ();
    async fn authenticate(&self, _: &mut Context) -> Result<(), Refusal> {
        Ok(())
    }
}

#[security_scheme]
static strict: Strict = Strict;

#[security_scheme]
static lax: Lax = Lax;

#[get("/users/{id}")]
async fn read_user(id: u64, #[depends(strict)] _key: ()) -> Json<u64> {
    Json(id)
}

#[get("/users/me")]
async fn read_me(#[depends(lax)] _key: ()) -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = routes![read_user, read_me];
}
