//! What the schemes whose credentials are a bearer token have in common (RFC 6750).

use super::HttpAuthorizationCredentials;
use super::authorization::{Presented, bearer, only_word};
use crate::graph::Challenge;
use crate::refusal::Refusal;
use crate::server::Context;

/// The token of a request, or the refusal with the challenge of the scheme (RFC 6750, section 3): without an `error`, since
/// the client has shown nothing that could be wrong.
pub(super) fn token(
    cx: &Context,
    realm: Option<&'static str>,
) -> Result<HttpAuthorizationCredentials, Refusal> {
    let challenge = || Some(Challenge::new("Bearer").realm(realm));
    match bearer(cx.headers()) {
        Presented::Credentials(scheme, token) => Ok(HttpAuthorizationCredentials::new(scheme, token)),
        Presented::Nothing => Err(Refusal::missing(challenge())),
        Presented::Malformed => Err(Refusal::malformed(challenge())),
    }
}

/// The same for a scheme that says of `Authorization` that it is its own, and not of which word. One that nobody here reads is
/// no stranger's then, but a client's that has got it wrong.
pub(super) fn general_token(
    cx: &Context,
    realm: Option<&'static str>,
) -> Result<HttpAuthorizationCredentials, Refusal> {
    let is_wrong = only_word(cx.headers()).is_some_and(|word| !cx.reads_word(word));
    if is_wrong {
        Err(Refusal::malformed(Some(Challenge::new("Bearer").realm(realm))))
    } else {
        token(cx, realm)
    }
}
