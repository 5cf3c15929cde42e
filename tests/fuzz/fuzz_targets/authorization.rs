#![no_main]
//! Any `Authorization` field either provides a valid token or is refused.

use libfuzzer_sys::fuzz_target;
use portcullis::prelude::*;
use portcullis_fuzz::block_on;

#[security_scheme]
static scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

fuzz_target!(|lines: Vec<Vec<u8>>| {
    let mut request = http::Request::new("");
    for line in &lines {
        if let Ok(value) = http::HeaderValue::from_bytes(line) {
            request.headers_mut().append("authorization", value);
        }
    }
    let count = request.headers().len();
    if let Ok(token) = block_on(portcullis::resolve::<scheme>(request)) {
        assert!(count == 1 && !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic()));
    }
});
