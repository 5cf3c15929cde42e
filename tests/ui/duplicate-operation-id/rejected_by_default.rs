use portcullis::prelude::*;

#[get("/items/{id}")]
async fn read(id: u64) -> Json<u64> {
    Json(id)
}

mod items {
    use portcullis::prelude::*;

    #[get("/items_{id}")]
    pub async fn read(id: u64) -> Json<u64> {
        Json(id)
    }
}

fn main() {
    let _ = routes![read, items::read];
}
