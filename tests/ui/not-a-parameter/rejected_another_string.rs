use portcullis::prelude::*;
use names::String;

mod names {
    /// Not every text.
    #[derive(serde::Deserialize, schemars::JsonSchema)]
    pub struct String(pub char);
}

#[get("/users/{id}")]
async fn read_user(id: String) -> Json<char> {
    Json(id.0)
}

fn main() {
    let _ = routes![read_user];
}
