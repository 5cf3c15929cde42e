use schemars::JsonSchema;
use serde::Serialize;

use crate::graph::Place;

/// One thing that is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "ValidationError")]
pub(crate) struct Problem {
    /// Where it is: `["query", "page"]`.
    loc: [String; 2],
    /// What is wrong, for a person.
    msg: String,
    /// What is wrong, for a program.
    r#type: &'static str,
    /// What the client sent there, if anything.
    input: Option<String>,
}

/// All that is wrong with a request.
#[derive(JsonSchema)]
#[schemars(rename = "HTTPValidationError")]
#[expect(dead_code, reason = "only its schema is used")]
pub(crate) struct Problems {
    /// All that is wrong.
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
        Self { loc: [place.as_str().into(), name.into()], msg, r#type, input }
    }
}
