use portcullis::prelude::*;

#[derive(Dependency)]
struct Settings {
    #[header]
    cookie: String,
    #[header]
    content_type: Option<String>,
}

#[get("/items/")]
async fn read_items(#[depends] settings: Settings) -> Json<(String, Option<String>)> {
    Json((settings.cookie, settings.content_type))
}

fn main() {
    let _ = routes![read_items];
}
