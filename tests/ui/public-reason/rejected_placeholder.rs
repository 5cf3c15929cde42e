use portcullis::prelude::*;

#[get("/health", public = "TODO: find a reason")]
async fn health() -> Json<&'static str> {
    Json("well")
}

fn main() {
    let _ = routes![health];
}
