// What a user may write, without a warning.

use portcullis::prelude::*;

mod security {
    use portcullis::prelude::*;

    #[security_scheme]
    pub static api: OAuth2PasswordBearer =
        OAuth2PasswordBearer::new("token").scopes(&[("users:read", ""), ("https://www.googleapis.com/auth/drive", "")]);

    pub const READ: &str = "users:read";
}

mod users {
    use portcullis::prelude::*;

    pub use super::security::{READ, api};

    #[dependency]
    pub fn current(#[security(api, scopes = [READ])] api: String) -> String {
        api
    }

    #[get("/{id}")]
    pub(crate) async fn read(
        r#id: u64,
        #[depends(current)] current: String,
        #[query] r#type: Option<String>,
    ) -> Json<(u64, String, Option<String>)> {
        Json((id, current, r#type))
    }

    #[get("/read-two")]
    async fn read_two(#[security(current, scopes = ["https://www.googleapis.com/auth/drive"])] mut current: String) -> Json<String> {
        current.push('!');
        Json(current)
    }

    pub const ROUTES: Routes = routes![read, read_two];
}

#[get("/token")]
async fn token(#[depends(security::api)] token: String) -> Json<String> {
    Json(token)
}

#[doc = concat!("A ", "raw name.")]
#[get("/raw")]
async fn r#move(#[query] r#move: Option<u8>) -> Json<Option<u8>> {
    Json(r#move)
}

#[delete("/things/{type}")]
#[deprecated]
async fn remove(r#type: String) -> Json<String> {
    Json(r#type)
}

#[cfg(any())]
#[get("/never")]
async fn never(#[depends(nothing)] x: Nothing) {}

#[put("/nothing")]
#[allow(clippy::unused_async)]
async fn nothing() {}

type Fallible = Result<Json<u8>, HttpError>;

#[patch("/fallible")]
fn fallible() -> Fallible {
    Ok(Json(1))
}

fn main() {
    #[head("/inside")]
    async fn inside() {}

    let routes = routes![token, r#move, remove, nothing, fallible, inside, users::read, #[cfg(any())] never, nest("/users", users::ROUTES)];
    assert_eq!(routes.len(), 9);
    let app = App::new(routes);
    assert!(app.check().is_ok());
    let raw = &app.openapi()["paths"]["/raw"]["get"];
    assert_eq!(raw["summary"], "A raw name.");
    assert_eq!((&raw["operationId"], &raw["parameters"][0]["name"]), (&json!("move_raw_get"), &json!("move")));
}
