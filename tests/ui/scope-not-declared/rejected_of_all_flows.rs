use portcullis::prelude::*;

use portcullis::graph::Flow;

#[security_scheme]
static oauth2: OAuth2 = OAuth2::new()
    .flow(Flow::password("/token").scopes(&[("me", "Read yourself."), ("items", "Read items.")]))
    .flow(Flow::client_credentials("/token").scopes(&[("items", "Read items."), ("all", "All.")]));

#[get("/items/")]
async fn read_items(#[security(oauth2, scopes = ["every"])] _token: HttpAuthorizationCredentials) {}

fn main() {
    let _ = routes![read_items];
}
