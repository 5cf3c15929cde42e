//! An app whose operations take JSON bodies.

use std::collections::HashMap;

use portcullis::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("token");

/// Something for sale.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
struct Item {
    name: String,
    price: f64,
    /// Where it is, and how many.
    #[serde(default)]
    stock: HashMap<String, u32>,
    description: Option<String>,
}

#[derive(Deserialize, JsonSchema)]
struct NewUser {
    username: String,
    password: String,
    #[serde(default)]
    pin: u8,
}

#[post("/items/{shelf}", status = 201)]
async fn create_item(shelf: u32, #[query] page: Option<u32>, #[body] item: Item) -> Json<Value> {
    Json(json!({ "shelf": shelf, "page": page, "item": item }))
}

/// The item itself.
#[put("/items/{shelf}")]
async fn echo_item(shelf: u32, #[body] item: Item) -> Json<Item> {
    let _ = shelf;
    Json(item)
}

#[patch("/items/{shelf}")]
async fn change_item(shelf: u32, #[body] item: Option<Item>) -> Json<Option<String>> {
    let _ = shelf;
    Json(item.map(|item| item.name))
}

#[post("/users/")]
async fn create_user(#[body] user: NewUser) -> Json<Value> {
    Json(json!({ "username": user.username, "length": user.password.len(), "pin": user.pin }))
}

#[post("/values/")]
async fn echo_value(#[body] value: Value) -> Json<Value> {
    Json(value)
}

/// Reads the body once, for several functions.
#[dependency]
async fn item_of_page(#[query] page: u32, #[body] item: Item) -> Item {
    Item { name: format!("{} on {page}", item.name), ..item }
}

#[dependency]
async fn price(#[depends(item_of_page)] item: Item) -> f64 {
    item.price
}

#[post("/secured/")]
async fn create_secured(
    #[depends(oauth2_scheme)] token: String,
    #[depends(item_of_page)] item: Item,
    #[depends(price)] price: f64,
) -> Json<Value> {
    Json(json!({ "token": token, "item": item.name, "price": price }))
}

/// The app.
pub fn app() -> App {
    App::new(routes![create_item, echo_item, change_item, create_user, echo_value, create_secured])
}
