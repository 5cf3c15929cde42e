//! The code that schemes with bearer tokens share (RFC 6750).

use super::HttpAuthorizationCredentials;
use super::authorization::{Presented, bearer, words};
use crate::graph::Challenge;
use crate::request::Context;
use crate::response::Refusal;

/// Returns the token of a request, or a refusal with the challenge of the scheme (RFC 6750, section 3). It has no `error`, because
/// the client has presented nothing that could be invalid.
pub(super) fn token(cx: &Context, realm: Option<&'static str>) -> Result<String, Refusal> {
    sent(cx, realm).map(|(_, token)| token.to_owned())
}

/// Returns the token with its auth scheme as it was sent.
pub(super) fn credentials(
    cx: &Context,
    realm: Option<&'static str>,
) -> Result<HttpAuthorizationCredentials, Refusal> {
    sent(cx, realm).map(|(word, token)| HttpAuthorizationCredentials::new(word, token))
}

/// Returns the token for a scheme that owns `Authorization` without naming an auth scheme. Another auth scheme that no scheme
/// reads is malformed then, not missing.
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
