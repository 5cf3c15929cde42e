use portcullis::prelude::*;

#[post("/items/", status_code = 201, response_model = Item)]
async fn post_item() {}

fn main() {
    let _ = routes![post_item];
}
