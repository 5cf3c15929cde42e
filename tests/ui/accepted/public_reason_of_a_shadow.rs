use portcullis::prelude::*;

#[get("/health", shadows = "a user may always read himself")]
async fn health() -> Json<&'static str> {
    Json("well")
}

fn main() {
    let _ = routes![health];
}
