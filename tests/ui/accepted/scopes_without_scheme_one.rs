use portcullis::prelude::*;

#[dependency]
async fn get_settings() -> u8 {
    0
}

#[get("/items/")]
async fn read_items(#[depends(get_settings)] settings: u8) -> Json<u8> {
    Json(settings)
}

fn main() {
    let _ = routes![read_items];
}
