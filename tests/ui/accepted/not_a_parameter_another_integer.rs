use portcullis::prelude::*;

mod words {
    /// Any text.
    #[allow(non_camel_case_types)]
    #[derive(serde::Deserialize, schemars::JsonSchema)]
    pub struct u64(pub String);
}

#[get("/users/{id}")]
async fn read_user(id: words::u64) -> Json<String> {
    Json(id.0)
}

fn main() {
    let _ = routes![read_user];
}
