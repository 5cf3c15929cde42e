use portcullis::prelude::*;

#[post("/wipe")]
async fn wipe() {}

#[security_scheme]
static unused: OAuth2ClientCredentialsBearer = OAuth2ClientCredentialsBearer::issued_by::<wipe>();

const NOTHING_YET: Routes = routes![];

fn main() {
    let _ = secured_routes![nest("/later", NOTHING_YET, depends(unused)), wipe];
}
