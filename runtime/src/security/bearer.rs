//! What the schemes whose credentials are a bearer token have in common (RFC 6750).

use super::HttpAuthorizationCredentials;
use super::authorization::{Presented, bearer, words};
use crate::graph::Challenge;
use crate::request::Context;
use crate::response::Refusal;

/// The token of a request, or the refusal with the challenge of the scheme (RFC 6750, section 3): without an `error`, since
/// the client has shown nothing that could be wrong.
pub(super) fn token(cx: &Context, realm: Option<&'static str>) -> Result<String, Refusal> {
    sent(cx, realm).map(|(_, token)| token.to_owned())
}

/// The same with the word as it was sent.
pub(super) fn credentials(
    cx: &Context,
    realm: Option<&'static str>,
) -> Result<HttpAuthorizationCredentials, Refusal> {
    sent(cx, realm).map(|(word, token)| HttpAuthorizationCredentials::new(word, token))
}

/// The same for a scheme that says of `Authorization` that it is its own, and not of which word. One that nobody here reads is
/// no stranger's then, but a client's that has got it wrong.
pub(super) fn general_credentials(
    cx: &Context,
    realm: Option<&'static str>,
) -> Result<HttpAuthorizationCredentials, Refusal> {
    if words(cx.headers()).any(|word| !cx.reads_word(word)) {
        return Err(Refusal::malformed(challenge(realm)));
    }
    credentials(cx, realm)
}

fn sent<'a>(cx: &'a Context, realm: Option<&'static str>) -> Result<(&'a str, &'a str), Refusal> {
    match bearer(cx.headers()) {
        Presented::Credentials(word, token) => Ok((word, token)),
        Presented::Nothing => Err(Refusal::missing(challenge(realm))),
        Presented::Malformed => Err(Refusal::malformed(challenge(realm))),
    }
}

fn challenge(realm: Option<&'static str>) -> Option<Challenge> {
    Some(Challenge::new("Bearer").realm(realm))
}
