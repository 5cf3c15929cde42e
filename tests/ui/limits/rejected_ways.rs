use portcullis::prelude::*;

#[security_scheme]
static api_key: ApiKeyHeader = ApiKeyHeader::new("X-Key");

#[dependency]
async fn d0(#[depends(api_key)] key: String) -> Result<(), HttpError> {
    if key.is_empty() { Err(HttpError::new(StatusCode::UNAUTHORIZED, "No key")) } else { Ok(()) }
}

#[dependency]
fn d1(#[depends(d0)] _first: (), #[depends(d0)] _second: ()) {}

#[dependency]
fn d2(#[depends(d1)] _first: (), #[depends(d1)] _second: ()) {}

#[dependency]
fn d3(#[depends(d2)] _first: (), #[depends(d2)] _second: ()) {}

#[dependency]
fn d4(#[depends(d3)] _first: (), #[depends(d3)] _second: ()) {}

#[dependency]
fn d5(#[depends(d4)] _first: (), #[depends(d4)] _second: ()) {}

#[dependency]
fn d6(#[depends(d5)] _first: (), #[depends(d5)] _second: ()) {}

#[dependency]
fn d7(#[depends(d6)] _first: (), #[depends(d6)] _second: ()) {}

#[dependency]
fn d8(#[depends(d7)] _first: (), #[depends(d7)] _second: ()) {}

#[dependency]
fn d9(#[depends(d8)] _first: (), #[depends(d8)] _second: ()) {}

#[dependency]
fn d10(#[depends(d9)] _first: (), #[depends(d9)] _second: ()) {}

#[get("/")]
async fn read(#[depends(d10)] _all: ()) -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = App::new(secured_routes![read]);
}
