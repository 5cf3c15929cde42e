use portcullis::prelude::*;

#[get("/all")]
async fn list() -> Json<u8> {
    Json(1)
}

#[get("/items")]
async fn read() -> Json<u8> {
    Json(1)
}

const ITEMS: Routes = routes![list, read];

fn main() {
    let _ = routes![nest("/api", ITEMS)];
}
