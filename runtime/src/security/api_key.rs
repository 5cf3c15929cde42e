//! What the keys in header, query and cookie have in common.

use super::authorization::Presented;
use crate::graph::Challenge;
use crate::response::Refusal;

/// The challenge for a key. It is no registered word, since OpenAPI's keys are no HTTP authentication, but a 401 must
/// have one (RFC 9110, section 15.5.2); FastAPI sends the same.
pub(super) const CHALLENGE: Challenge = Challenge::new("APIKey");

/// The one value of all that were found. An empty one is none; and of two, somebody in between may have looked at the
/// other.
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
