use portcullis::prelude::*;

#[get("/items/", public = "the catalogue is for everybody")]
async fn read_items() -> Json<&'static str> {
    Json("items")
}

fn main() {
    let _ = routes![read_items];
}
