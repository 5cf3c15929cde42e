use portcullis::prelude::*;

#[derive(Clone)]
struct Connection;

#[dependency]
async fn connection() -> Connection {
    Connection
}

#[dependency]
async fn items(#[depends(connection)] connection: Connection) -> u8 {
    let _ = connection;
    0
}

#[get("/items/")]
async fn read_items(#[depends(connection)] connection: Connection, #[depends(items)] items: u8) -> Json<u8> {
    let _ = connection;
    Json(items)
}

fn main() {
    let _ = routes![read_items];
}
