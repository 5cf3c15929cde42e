use portcullis::prelude::*;
use portcullis::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials};

struct Nobody;

impl DigestUsers for Nobody {
    async fn find(&self, _: &str) -> Option<DigestSecret> {
        None
    }
}

#[security_scheme]
static members: HttpDigest<Nobody> = HttpDigest::new("members", Nobody).name("Members");

#[security_scheme]
static staff: HttpDigest<Nobody> = HttpDigest::new("staff", Nobody).name("Staff");

#[get("/items/")]
async fn read_items(
    #[depends(Optional<members>)] member: Option<HttpDigestCredentials>,
    #[depends(Optional<staff>)] employee: Option<HttpDigestCredentials>,
) -> Json<[bool; 2]> {
    Json([member.is_some(), employee.is_some()])
}

fn main() {
    let _ = App::new(routes![read_items]);
}
