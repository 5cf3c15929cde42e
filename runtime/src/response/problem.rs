use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::graph::Place;

/// A problem of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ValidationError")]
pub(crate) struct Problem {
    /// Its location: `["query", "page"]`, `["body", "items", 0, "name"]`.
    loc: Vec<Step>,
    /// A description for people.
    msg: String,
    /// A code for programs.
    r#type: &'static str,
    /// The value that the client sent, unless it is missing, large or possibly a secret.
    input: Value,
    /// Further details.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Map<String, Value>")]
    ctx: Option<Map<String, Value>>,
}

/// A step of the path to a problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(inline)]
pub(crate) enum Step {
    Name(String),
    Index(usize),
}

/// All problems of a request.
#[derive(JsonSchema)]
#[schemars(rename = "HTTPValidationError")]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct Problems {
    /// The problems.
    detail: Vec<Problem>,
}

impl Problem {
    pub(crate) fn missing(place: Place, name: &str) -> Self {
        Self::new(place, name, "missing", "Field required".into(), None)
    }

    pub(crate) fn new(
        place: Place,
        name: &str,
        r#type: &'static str,
        msg: String,
        input: Option<String>,
    ) -> Self {
        let loc = [place.as_str(), name].map(|name| Step::Name(name.into()));
        let input = input.filter(|_| !is_credential(place, name));
        Self::at(loc.into(), r#type, msg, input.into())
    }

    /// Creates a problem at `path` in the body.
    pub(crate) fn in_body(path: Vec<Step>, r#type: &'static str, msg: String, input: Value) -> Self {
        let mut loc = vec![Step::Name("body".into())];
        loc.extend(path);
        Self::at(loc, r#type, msg, input)
    }

    /// Adds its cause.
    pub(crate) fn caused_by(mut self, error: String) -> Self {
        self.ctx = Some(Map::from_iter([("error".into(), error.into())]));
        self
    }

    fn at(loc: Vec<Step>, r#type: &'static str, msg: String, mut input: Value) -> Self {
        if is_secret(&loc) {
            input = Value::Null;
        }
        redact(&mut input);
        Self { loc, msg, r#type, input, ctx: None }
    }
}

/// Whether the value at this path must not be repeated: responses are logged and shown where requests are not.
pub(crate) fn is_secret(path: &[Step]) -> bool {
    path.iter().any(|step| matches!(step, Step::Name(name) if is_secret_name(name)))
}

/// Whether a parameter may be a credential: a cookie, or a header field with a name like `X-Api-Key`.
fn is_credential(place: Place, name: &str) -> bool {
    let contains = |word: &&str| name.to_ascii_lowercase().contains(word);
    match place {
        Place::Cookie => true,
        Place::Header => ["key", "auth", "cookie", "session", "signature"].iter().any(contains),
        Place::Path | Place::Query => false,
    }
}

fn is_secret_name(name: &str) -> bool {
    let name = name.to_lowercase();
    ["password", "passwd", "passphrase", "secret", "token"].iter().any(|word| name.contains(word))
}

fn redact(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(redact),
        Value::Object(fields) => {
            for (name, value) in fields {
                if is_secret_name(name) {
                    *value = "[redacted]".into();
                } else {
                    redact(value);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_secret_is_not_repeated() {
        let problem = |path, input| Problem::in_body(vec![Step::Name(path)], "t", "m".into(), input).input;
        assert_eq!(problem("newPassword".into(), json!("hunter2")), Value::Null);
        assert_eq!(problem("name".into(), json!("a")), json!("a"));
        assert_eq!(
            problem(
                "users".into(),
                json!([{ "name": "a", "password": "hunter2", "x": { "api_secret": [1] } }])
            ),
            json!([{ "name": "a", "password": "[redacted]", "x": { "api_secret": "[redacted]" } }])
        );
        assert_eq!(Problem::new(Place::Query, "token", "t", "m".into(), Some("a".into())).input, Value::Null);
    }
}
