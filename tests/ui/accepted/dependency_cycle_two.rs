use portcullis::prelude::*;

#[dependency]
async fn chicken(#[query] egg: u8) -> u8 {
    egg
}

#[dependency]
async fn egg(#[depends(chicken)] chicken: u8) -> u8 {
    chicken
}

#[get("/")]
async fn first(#[depends(egg)] egg: u8) -> Json<u8> {
    Json(egg)
}

fn main() {
    let _ = routes![first];
}
