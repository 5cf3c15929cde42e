use portcullis::graph::{KeyPlace, Scheme, SchemeKind};
use portcullis::prelude::*;
use portcullis::{Context, Refusal, SecurityScheme};

const DESCRIPTION: Scheme = {
    let kind = SchemeKind::ApiKey { place: KeyPlace::Header, name: "X-Key" };
    Scheme::new("Key", kind).verifies()
};

pub struct Strict;

impl Strict {
    pub const fn scheme(&self) -> Scheme {
        DESCRIPTION
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

pub struct Lax;

impl Lax {
    pub const fn scheme(&self) -> Scheme {
        DESCRIPTION
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
async fn read_user(id: String, #[depends(strict)] _key: ()) -> Json<String> {
    Json(id)
}

#[get("/users/me")]
async fn read_me(#[depends(strict)] _key: ()) {}

const NOTHING_YET: Routes = routes![];

fn main() {
    let _ = secured_routes![read_user, nest("/later", NOTHING_YET, depends(lax)), read_me];
}
