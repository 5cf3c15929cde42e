#![no_main]
//! Any header field or query provides a key only if it contains exactly one.

use libfuzzer_sys::fuzz_target;
use portcullis::prelude::*;
use portcullis_fuzz::block_on;

#[security_scheme]
static header: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[security_scheme]
static query: ApiKeyQuery = ApiKeyQuery::new("key");

fuzz_target!(|sent: (Vec<Vec<u8>>, &str)| {
    let (lines, text) = sent;
    let mut request = http::Request::get(format!("/?{text}"));
    for line in &lines {
        request = request.header("x-key", line.as_slice());
    }
    let Ok(request) = request.body("") else { return };
    if let Ok(key) = block_on(portcullis::resolve::<header>(request.clone())) {
        assert!(!key.is_empty() && lines == [key.into_bytes()]);
    }
    if let Ok(key) = block_on(portcullis::resolve::<query>(request)) {
        // Keys are easy to count in a query without percent-encoding.
        let text = text.split('#').next().unwrap_or_default();
        let count = text.split('&').filter(|field| field.starts_with("key=")).count();
        assert!(!key.is_empty() && (count == 1 || text.contains('%')), "{text}");
    }
});
