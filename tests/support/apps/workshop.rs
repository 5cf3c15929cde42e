//! An app with one operation for each feature under test.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use portcullis::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

#[security_scheme]
static oauth2_scheme: OAuth2PasswordBearer = OAuth2PasswordBearer::new("login")
    .scopes(&[("me", "Read what is yours."), ("items", "Read items.")])
    .realm("a \"workshop\"");

#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Order {
    /// The smallest first.
    Up,
    /// The largest first.
    Down,
}

/// Read a piece.
///
/// One piece at a time.
#[get("/pieces/{number}", tags = ["pieces"])]
async fn read_piece(
    number: u32,
    #[query] order: Option<Order>,
    #[query] tag: Option<Vec<String>>,
    #[query] width: f32,
) -> Json<Value> {
    Json(json!({ "number": number, "order": order, "tag": tag, "width": width }))
}

#[post("/pieces/", status = 201, deprecated)]
async fn create_piece() -> Json<Value> {
    Json(json!({ "number": 1 }))
}

#[get("/names/{name}")]
async fn read_name(name: String) -> Json<String> {
    Json(name)
}

#[get("/labels/{name}")]
async fn read_label(name: String, #[path(prefix)] shelf: String) -> Json<Value> {
    Json(json!({ "shelf": shelf, "name": name }))
}

#[get("/files/{*path}")]
async fn read_file(path: String) -> Json<String> {
    Json(path)
}

#[delete("/files/{*path}")]
async fn delete_file(path: String) -> NoContent {
    let _ = path;
    NoContent
}

static CLOCK: AtomicUsize = AtomicUsize::new(0);

/// Returns the number of calls.
#[dependency]
fn tick(#[depends(oauth2_scheme)] token: String) -> usize {
    let _ = token;
    CLOCK.fetch_add(1, Ordering::Relaxed)
}

#[dependency]
async fn left(#[depends(tick)] tick: usize) -> usize {
    tick
}

#[dependency]
async fn right(#[security(tick, scopes = ["items"])] tick: usize) -> usize {
    tick
}

#[get("/shared")]
async fn shared(
    #[depends(left)] left: usize,
    #[security(right, scopes = ["me"])] right: usize,
    #[depends(tick)] tick: usize,
) -> Json<[usize; 3]> {
    Json([left, right, tick])
}

#[get("/panics")]
async fn panics() -> Json<u8> {
    panic!("on purpose: a secret that no answer may hold")
}

#[dependency]
async fn needs_page(#[query] page: u8) -> u8 {
    page
}

#[get("/secured-page/{number}")]
async fn secured_page(
    #[path] number: u8,
    #[depends(oauth2_scheme)] token: String,
    #[depends(needs_page)] page: u8,
) -> Json<Value> {
    Json(json!({ "number": number, "page": page, "token": token }))
}

/// Lets one handler at `/waits` continue per permit.
pub static GATE: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(0));

/// Has one permit per handler that has reached `/waits`.
pub static WAITING: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(0));

#[get("/waits")]
async fn waits() -> Json<&'static str> {
    WAITING.add_permits(1);
    match GATE.acquire().await {
        Ok(permit) => permit.forget(),
        Err(_) => return Json("closed"),
    }
    Json("done")
}

#[get("/hidden", include_in_schema = false)]
async fn hidden() {}

#[post("/login")]
async fn login(#[depends] form: OAuth2PasswordRequestFormStrict) -> Result<Json<Value>, OAuth2Error> {
    if form.password != "secret" {
        return Err(OAuth2Error::invalid_grant("Incorrect username or password"));
    }
    Ok(Json(
        json!({ "access_token": form.username, "token_type": "bearer", "scope": form.scopes, "client": form.client_id }),
    ))
}

/// The operations under a prefix.
const INNER: Routes = routes![read_name, read_label];

/// All operations.
pub const ROUTES: Routes = routes![
    read_piece,
    create_piece,
    nest("/inner/{shelf}", INNER),
    read_name,
    read_file,
    delete_file,
    shared,
    panics,
    secured_page,
    waits,
    hidden,
    login,
];

/// The app.
pub fn app() -> App {
    App::new(ROUTES).title("Workshop").version("2.0.0")
}
