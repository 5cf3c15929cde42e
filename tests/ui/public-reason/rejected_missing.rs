use portcullis::prelude::*;

#[get("/health", public)]
async fn health() -> Json<&'static str> {
    Json("well")
}

fn main() {
    let _ = routes![health];
}
