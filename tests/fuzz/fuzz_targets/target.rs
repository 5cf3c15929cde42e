#![no_main]
//! Any request target gets a response with one of the possible statuses.

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use portcullis::prelude::*;
use portcullis_fuzz::block_on;

#[get("/names/{name}")]
async fn read_name(name: String, #[query] count: Option<u8>) -> Json<String> {
    Json(name.repeat(count.unwrap_or(1).into()))
}

#[get("/files/{*rest}")]
async fn read_file(rest: String) -> Json<String> {
    Json(rest)
}

static CLIENT: LazyLock<TestClient> =
    LazyLock::new(|| TestClient::new(App::new(routes![read_name, read_file])));

fuzz_target!(|target: &str| {
    if target.parse::<http::Uri>().is_ok() {
        let answer = block_on(async { CLIENT.get(target).await });
        assert!(matches!(answer.status().as_u16(), 200 | 307 | 404 | 422), "{answer:?}");
    }
});
