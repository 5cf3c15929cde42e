//! Items that another crate might export: a scheme, a dependency and a list of routes.

use portcullis::prelude::*;

/// The scheme.
#[security_scheme]
pub static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("items", "Read items.")]);

/// Returns the token as the user.
#[dependency]
pub async fn get_user(#[depends(oauth2_scheme)] token: String) -> String {
    token
}

#[get("/health")]
async fn read_health() -> Json<bool> {
    Json(true)
}

/// The routes of the library.
pub const ROUTES: Routes = routes![read_health];
