//! What the schemes whose credentials are a bearer token have in common (RFC 6750).

use super::HttpAuthorizationCredentials;
use super::authorization::{Presented, bearer};
use crate::graph::Challenge;
use crate::refusal::Refusal;
use crate::server::Context;

/// The token of a request, or the refusal with the challenge of the scheme (RFC 6750, section 3): without an `error`, since
/// the client has shown nothing that could be wrong.
pub(super) fn token(
    cx: &Context,
    realm: Option<&'static str>,
) -> Result<HttpAuthorizationCredentials, Refusal> {
    let challenge = Some(Challenge::new("Bearer").realm(realm));
    match bearer(cx.headers()) {
        Presented::Credentials(scheme, token) => Ok(HttpAuthorizationCredentials::new(scheme, token)),
        Presented::Nothing => Err(Refusal::missing(challenge)),
        Presented::Malformed => Err(Refusal::malformed(challenge)),
    }
}
