use portcullis::prelude::*;

type Checked = Result<(), HttpError>;

#[dependency]
async fn require_admin() -> Checked {
    Err(HttpError::new(StatusCode::FORBIDDEN, "Not an admin"))
}

#[get("/admin")]
async fn read_admin(#[depends(require_admin)] _admin: Checked) {}

fn main() {
    let _ = routes![read_admin];
}
