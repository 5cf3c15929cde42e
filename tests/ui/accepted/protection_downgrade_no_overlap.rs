// What looks like an operation that takes some requests of another, and takes none.

use portcullis::prelude::*;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("https://auth.example.com/token");

/// A number, which no word is.
#[get("/users/{id}/settings")]
async fn read_settings(id: u64, #[depends(oauth2_scheme)] token: String) -> Json<(u64, String)> {
    Json((id, token))
}

#[get("/users/me/{section}")]
async fn read_section(section: String) -> Json<String> {
    Json(section)
}

/// Another method.
#[post("/teams/{id}/members")]
async fn add_member(id: String, #[depends(oauth2_scheme)] token: String) -> Json<(String, String)> {
    Json((id, token))
}

#[get("/teams/mine/{list}")]
async fn read_list(list: String) -> Json<String> {
    Json(list)
}

/// The path that both have is answered by a third.
#[get("/items/{id}/owner")]
async fn read_owner(id: String, #[depends(oauth2_scheme)] token: String) -> Json<(String, String)> {
    Json((id, token))
}

#[get("/items/latest/{field}")]
async fn read_latest(field: String) -> Json<String> {
    Json(field)
}

#[get("/items/latest/owner")]
async fn read_latest_owner(#[depends(oauth2_scheme)] token: String) -> Json<String> {
    Json(token)
}

/// The router prefers the one that asks for more.
#[get("/orders/{id}/invoice")]
async fn read_invoice(id: String) -> Json<String> {
    Json(id)
}

#[get("/orders/all/{format}")]
async fn read_orders(format: String, #[depends(oauth2_scheme)] token: String) -> Json<(String, String)> {
    Json((format, token))
}

fn main() {
    let _ = routes![
        read_settings,
        read_section,
        add_member,
        read_list,
        read_owner,
        read_latest,
        read_latest_owner,
        read_invoice,
        read_orders
    ];
}
