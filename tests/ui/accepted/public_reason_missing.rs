use portcullis::prelude::*;

#[get("/health", public = "load balancers ask without credentials")]
async fn health() -> Json<&'static str> {
    Json("well")
}

fn main() {
    let _ = routes![health];
}
