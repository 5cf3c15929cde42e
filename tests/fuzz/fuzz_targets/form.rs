#![no_main]
//! Any form that is accepted by a token endpoint has a user name and a password.

use libfuzzer_sys::fuzz_target;
use portcullis::prelude::*;
use portcullis_fuzz::block_on;

fuzz_target!(|body: &[u8]| {
    let request = http::Request::post("/").header("content-type", "application/x-www-form-urlencoded");
    let request = request.body(body.to_vec()).expect("a request");
    match block_on(portcullis::resolve::<OAuth2PasswordRequestForm>(request)) {
        Ok(form) => assert!(!form.username.is_empty() && !form.password.is_empty()),
        Err(refused) => assert!(matches!(refused.status().as_u16(), 400 | 413)),
    }
});
