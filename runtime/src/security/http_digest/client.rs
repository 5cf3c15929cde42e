//! The client's side of the scheme, for tests of programs that use it.

use super::fields::{Fields, parameters};
use super::response::{Algorithm, response};

/// Returns the credentials with which a client answers a challenge (RFC 7616, section 3.4), if the challenge is supported.
pub(crate) fn answer(
    challenge: &str,
    method: &str,
    target: &str,
    username: &str,
    password: &str,
) -> Option<String> {
    let offered = parameters(challenge.strip_prefix("Digest ")?)?;
    let value = |name: &str| offered.iter().find(|offer| offer.name == name).map(|offer| offer.value.clone());
    let algorithm = Algorithm::from_name(&value("algorithm")?)?;
    let mut fields = Fields {
        username: username.to_owned(),
        realm: value("realm")?,
        nonce: value("nonce")?,
        uri: target.to_owned(),
        cnonce: "a test has no need of chance".to_owned(),
        nc: "00000001".to_owned(),
        count: 1,
        algorithm,
        response: String::new(),
    };
    let h_a1 = algorithm.hash(&[&fields.username, &fields.realm, password]);
    fields.response = response(&fields, method, &h_a1);
    let Fields { realm, nonce, uri, cnonce, nc, response, .. } = &fields;
    let (algorithm, username) = (algorithm.name(), username.replace('\\', "\\\\").replace('"', "\\\""));
    Some(format!(
        "Digest username=\"{username}\", realm=\"{realm}\", nonce=\"{nonce}\", uri=\"{uri}\", \
         cnonce=\"{cnonce}\", nc={nc}, qop=auth, algorithm={algorithm}, response=\"{response}\""
    ))
}
