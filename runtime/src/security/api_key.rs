//! The code that API keys in header, query and cookie share.

use super::authorization::Presented;
use crate::graph::Challenge;
use crate::response::Refusal;

/// The challenge for a key. Its auth scheme is not registered, because API keys are not HTTP authentication, but a 401 must have
/// a challenge (RFC 9110, section 15.5.2). FastAPI sends the same one.
pub(super) const CHALLENGE: Challenge = Challenge::new("APIKey");

/// Returns the only value that was found. An empty one does not count. Of two, a proxy may have checked the other one.
pub(super) fn only<'a>(mut values: impl Iterator<Item = Option<&'a str>>) -> Presented<&'a str> {
    match (values.next(), values.next()) {
        (None, _) | (Some(Some("")), None) => Presented::Nothing,
        (Some(Some(value)), None) => Presented::Credentials("", value),
        _ => Presented::Malformed,
    }
}

pub(super) fn key(presented: Presented<&str>) -> Result<String, Refusal> {
    match presented {
        Presented::Credentials(_, key) => Ok(key.to_owned()),
        Presented::Nothing => Err(Refusal::missing(Some(CHALLENGE))),
        Presented::Malformed => Err(Refusal::malformed(Some(CHALLENGE))),
    }
}
