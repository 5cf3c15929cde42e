//! Apps with JSON bodies.

use portcullis::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Map;

#[post("/items/")]
async fn app_default_post(#[body] data: Map<String, Value>) -> Json<Map<String, Value>> {
    Json(data)
}

/// `strict_content_type_default`.
pub fn strict_content_type_default() -> App {
    App::new(routes![app_default_post])
}

#[derive(Deserialize, JsonSchema)]
#[expect(dead_code, reason = "the password is not returned")]
struct UserIn {
    username: String,
    password: String,
    #[schemars(email)]
    email: String,
    full_name: Option<String>,
}

#[derive(Serialize, JsonSchema)]
struct UserOut {
    username: String,
    #[schemars(email)]
    email: String,
    full_name: Option<String>,
}

#[post("/user/")]
async fn create_user(#[body] user: UserIn) -> Json<UserOut> {
    let UserIn { username, email, full_name, .. } = user;
    Json(UserOut { username, email, full_name })
}

/// `tutorial_response_model_003`.
pub fn tutorial_response_model_003() -> App {
    App::new(routes![create_user])
}
