mod items {
    use portcullis::prelude::*;

    #[get("/items")]
    async fn read_items() {}

    pub const ROUTES: Routes = routes![read_items];
}

use portcullis::prelude::*;

#[get("/api/v1/items")]
async fn all_items() {}

const V1: Routes = routes![nest("/v1", items::ROUTES)];

fn main() {
    let _ = routes![all_items, nest("/api", V1)];
}
