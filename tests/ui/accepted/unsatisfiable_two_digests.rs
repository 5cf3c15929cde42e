use portcullis::prelude::*;
use portcullis::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials};

struct Nobody;

impl DigestUsers for Nobody {
    async fn find(&self, _username: &str) -> Option<DigestSecret> {
        None
    }
}

#[security_scheme]
static staff: HttpDigest<Nobody> = HttpDigest::new("staff", Nobody).name("Staff");

#[security_scheme]
static guests: ApiKeyHeader = ApiKeyHeader::new("X-Guest");

#[get("/")]
async fn hello(
    #[depends(staff)] staff: HttpDigestCredentials,
    #[depends(guests)] guest: String,
) -> Json<String> {
    Json(staff.username + &guest)
}

fn main() {
    let _ = routes![hello];
}
