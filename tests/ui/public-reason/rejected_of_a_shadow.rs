use portcullis::prelude::*;

#[get("/health", shadows = "none")]
async fn health() -> Json<&'static str> {
    Json("well")
}

fn main() {
    let _ = routes![health];
}
