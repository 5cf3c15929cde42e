use portcullis::prelude::*;

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

#[dependency]
async fn prices(#[depends(items)] items: u8, #[depends(connection)] connection: Connection) -> u8 {
    let _ = connection;
    items
}

#[get("/prices/")]
async fn read_prices(#[depends(prices)] prices: u8) -> Json<u8> {
    Json(prices)
}

#[get("/prices/sum")]
async fn sum(#[depends(prices)] prices: u8) -> Json<u8> {
    Json(prices)
}

fn main() {
    let _ = routes![read_prices, sum];
}
