#![no_main]
//! Whatever stands in `Cookie`, a key is handed on if there is exactly one, and it is that one.

use libfuzzer_sys::fuzz_target;
use portcullis::prelude::*;
use portcullis_fuzz::block_on;

#[security_scheme]
static scheme: ApiKeyCookie = ApiKeyCookie::new("key");

fuzz_target!(|lines: Vec<&str>| {
    let mut request = http::Request::new("");
    let mut keys = Vec::new();
    for line in lines {
        let value = http::HeaderValue::from_str(line).ok();
        // A line with other bytes than visible text is left out.
        if let Some(value) = value.filter(|value| value.to_str().is_ok()) {
            request.headers_mut().append("cookie", value);
            let pairs = line.split(';').map(|pair| pair.trim_matches([' ', '\t']));
            keys.extend(pairs.filter_map(|pair| pair.strip_prefix("key=")));
        }
    }
    let key = block_on(portcullis::resolve::<scheme>(request)).ok();
    let expected = if let [key] = keys[..] { Some(key).filter(|key| !key.is_empty()) } else { None };
    assert_eq!(key.as_deref(), expected);
});
