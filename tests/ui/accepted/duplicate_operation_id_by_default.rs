use portcullis::prelude::*;

#[get("/items/{id}")]
async fn read(id: u64) -> Json<u64> {
    Json(id)
}

mod items {
    use portcullis::prelude::*;

    #[get("/items/_id_", operation_id = "read_short")]
    pub async fn read() {}
}

fn main() {
    let _ = routes![read, items::read];
}
