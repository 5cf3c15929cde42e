use portcullis::prelude::*;

struct Session;

#[dependency]
fn session() -> Session {
    Session
}

#[dependency]
fn first(#[depends(session)] _session: Session) {}

#[dependency]
fn second(#[depends(session)] _session: Session) {}

#[get("/items/")]
async fn read_items() -> Json<u8> {
    Json(1)
}

const ITEMS: Routes = routes![depends(second), read_items];

fn main() {
    let _ = routes![depends(first), nest("", ITEMS)];
}
