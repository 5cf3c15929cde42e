use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

#[get("/items/{id}")]
async fn read_item(id: String) -> Json<String> {
    Json(id)
}

#[get("/admin/items/all")]
async fn read_items() -> Json<&'static str> {
    Json("items")
}

fn main() {
    let _ = routes![read_items, nest("/admin", routes![read_item], depends(oauth2_scheme))];
}
