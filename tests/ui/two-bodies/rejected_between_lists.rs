use portcullis::prelude::*;

#[dependency]
fn audit(#[body] entry: Value) -> Result<(), HttpError> {
    if entry.is_null() { Err(HttpError::new(StatusCode::BAD_REQUEST, "Nothing")) } else { Ok(()) }
}

#[post("/items/")]
async fn create(#[body] _item: Value) -> Json<u8> {
    Json(1)
}

fn main() {
    let _ = routes![depends(audit), create];
}
