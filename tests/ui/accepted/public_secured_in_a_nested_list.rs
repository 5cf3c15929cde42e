use portcullis::prelude::*;

#[get("/items/", public = "the catalogue is for everybody")]
async fn read_items() -> Json<&'static str> {
    Json("items")
}

const INNER: Routes = routes![read_items];

fn main() {
    let _ = routes![nest("/v1", INNER)];
}
