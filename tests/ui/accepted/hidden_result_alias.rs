use portcullis::prelude::*;

#[dependency]
async fn require_admin() -> Result<(), HttpError> {
    Err(HttpError::new(StatusCode::FORBIDDEN, "Not an admin"))
}

#[get("/admin")]
async fn read_admin(#[depends(require_admin)] _admin: ()) {}

fn main() {
    let _ = routes![read_admin];
}
