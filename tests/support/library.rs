//! What a library of another crate would hand to programs: a scheme, a dependency and a list of routes.

use portcullis::prelude::*;

/// The scheme.
#[security_scheme]
pub static oauth2_scheme: OAuth2PasswordBearer =
    OAuth2PasswordBearer::new("token").scopes(&[("items", "Read items.")]);

/// The token, which is the user.
#[dependency]
pub async fn get_user(#[depends(oauth2_scheme)] token: String) -> String {
    token
}

#[get("/health")]
async fn read_health() -> Json<bool> {
    Json(true)
}

/// What such a library would have listed.
pub const ROUTES: Routes = routes![read_health];
