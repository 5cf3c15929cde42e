#![no_main]
//! Any `Cookie` field provides a key only if it contains exactly one, and provides that one.

use libfuzzer_sys::fuzz_target;
use portcullis::prelude::*;
use portcullis_fuzz::block_on;

#[security_scheme]
static scheme: ApiKeyCookie = ApiKeyCookie::new("key");

fuzz_target!(|lines: Vec<Vec<u8>>| {
    let mut request = http::Request::new("");
    let mut keys: Vec<&[u8]> = Vec::new();
    for line in &lines {
        if let Ok(value) = http::HeaderValue::from_bytes(line) {
            request.headers_mut().append("cookie", value);
            let pairs = line.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
            keys.extend(pairs.filter_map(|pair| pair.strip_prefix(b"key=")));
        }
    }
    let key = block_on(portcullis::resolve::<scheme>(request)).ok();
    let is_text = |key: &[u8]| !key.is_empty() && key.iter().all(|byte| (32..127).contains(byte));
    let expected = if let [key] = keys[..] { Some(key).filter(|key| is_text(key)) } else { None };
    assert_eq!(key.as_deref().map(str::as_bytes), expected);
});
