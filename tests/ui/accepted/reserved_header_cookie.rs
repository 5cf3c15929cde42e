use portcullis::prelude::*;

#[derive(Dependency)]
struct Settings {
    #[cookie]
    theme: String,
    #[header]
    accept_language: Option<String>,
}

#[get("/items/")]
async fn read_items(#[depends] settings: Settings) -> Json<(String, Option<String>)> {
    Json((settings.theme, settings.accept_language))
}

fn main() {
    let _ = routes![read_items];
}
