use portcullis::prelude::*;

#[security_scheme]
fn oauth2_scheme() {}

fn main() {}
