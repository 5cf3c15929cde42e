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

macro_rules! areas {
    ($($area:ident $kind:ident)*) => {$(
        pub mod $area {
            use super::$kind as Kind;
            use portcullis::prelude::*;

            #[security_scheme]
            pub static key: Kind = Kind;
        }
    )*};
}

// Two names that a hash of 32 bits does not tell apart.
areas! { fasofcxd Strict cybfwxvl Lax }

#[get("/users/{id}")]
async fn read_user(id: String, #[depends(fasofcxd::key)] _key: ()) -> Json<String> {
    Json(id)
}

#[get("/users/me")]
async fn read_me(#[depends(cybfwxvl::key)] _key: ()) {}

fn main() {
    let _ = secured_routes![read_user, read_me];
}
