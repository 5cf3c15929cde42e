#![no_main]
//! No change to valid credentials for another server is accepted, and malformed `Digest` credentials never count as
//! missing.

use libfuzzer_sys::fuzz_target;
use portcullis::prelude::*;
use portcullis::{DigestSecret, DigestUsers, HttpDigest};
use portcullis_fuzz::block_on;

/// The example of RFC 7616, section 3.9.1.
const LOGIN: &str = r#"Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ", qop=auth, response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1""#;

struct Users;

impl DigestUsers for Users {
    async fn find(&self, _username: &str) -> Option<DigestSecret> {
        Some(DigestSecret::password("Circle of Life"))
    }
}

#[security_scheme]
static scheme: HttpDigest<Users> = HttpDigest::new("http-auth@example.org", Users).md5();

fuzz_target!(|change: (u16, u16, &str)| {
    let at = |place: u16| usize::from(place) % (LOGIN.len() + 1);
    let (start, end) = (at(change.0), at(change.1).max(at(change.0)));
    let line = format!("{}{}{}", &LOGIN[..start], change.2, &LOGIN[end..]);
    if let Ok(request) = http::Request::get("/dir/index.html").header("authorization", &line).body("") {
        let is_ours = line.starts_with("Digest ");
        let found = block_on(portcullis::resolve::<Optional<scheme>>(request));
        assert!(found.is_err() || (!is_ours && found.is_ok_and(|caller| caller.is_none())), "{line}");
    }
});
