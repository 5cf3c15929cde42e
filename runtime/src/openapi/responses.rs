//! The responses of an operation.

use serde_json::{Map, Value, json};

use super::document::{MediaType, ResponseObject, to_value};
use super::schemas::Schemas;
use crate::graph::{Answer, Kind, Model, Need, Operation, Scheme, Status, Visit, walk};
use crate::policy::enforces_some_scope;
use crate::response::{Detail, Problems};

/// The response to a parameter or a body that does not validate.
const UNPROCESSABLE: Answer = Answer::json(Status::Code(422), "Validation Error", Model::of::<Problems>());

/// The response to an authenticated caller without a scope that is enforced (RFC 6750, section 3.1).
const INSUFFICIENT_SCOPE: Answer =
    Answer::json(Status::Code(403), "Not enough permissions", Model::of::<Detail>()).challenged();

/// Returns all responses of an operation, by status.
pub(super) fn responses(
    operation: &'static Operation,
    needs: &[&'static [Need]],
    schemas: &mut Schemas,
) -> Map<String, Value> {
    let mut found = Found::default();
    operation.answers.for_each(&mut |answer| found.add(operation, *answer));
    found.add_named(operation, operation.errors);
    walk(needs, &mut |visit| match visit {
        Visit::Parameter(parameter, _) if parameter.always_validates() => {}
        Visit::Parameter(..) => found.add(operation, UNPROCESSABLE),
        Visit::Body(..) => found.add(operation, UNPROCESSABLE),
        Visit::Dependency(dependency, _) => {
            if let Kind::Scheme(scheme) = dependency.kind {
                found.add(operation, not_authenticated(scheme));
            }
            dependency.answers.for_each(&mut |answer| found.add(operation, *answer));
            found.add_named(operation, dependency.errors);
        }
    });
    // A caller without the scope is refused, whatever else the function that enforces the scope returns.
    if enforces_some_scope(needs) {
        found.add(operation, INSUFFICIENT_SCOPE);
    }
    found.0.sort_by(|a, b| a.0.cmp(&b.0));
    found.0.into_iter().map(|(status, answers)| (status, response(&answers, schemas))).collect()
}

/// Returns the response of a scheme to missing or malformed credentials.
fn not_authenticated(scheme: &Scheme) -> Answer {
    let answer = Answer::json(Status::Code(401), "Not authenticated", Model::of::<Detail>());
    if scheme.challenge.is_some() { answer.challenged() } else { answer }
}

/// The answers, grouped by the status under which the document lists them.
#[derive(Default)]
struct Found(Vec<(String, Vec<Answer>)>);

impl Found {
    fn add(&mut self, operation: &Operation, answer: Answer) {
        let status = match answer.status {
            Status::Success => operation.status.to_string(),
            Status::Code(code) => code.to_string(),
            Status::Unknown => "default".into(),
        };
        match self.0.iter_mut().find(|(other, _)| *other == status) {
            Some((_, answers)) => answers.push(answer),
            None => self.0.push((status, vec![answer])),
        }
    }

    /// Adds the errors that `errors(..)` lists. Each of them is an `HttpError`.
    fn add_named(&mut self, operation: &Operation, errors: &[(u16, &'static str)]) {
        for &(code, meaning) in errors {
            self.add(operation, Answer::json(Status::Code(code), meaning, Model::of::<Detail>()));
        }
    }
}

/// Describes all answers with one status as a single response object. The object has all their descriptions,
/// and allows any of their models.
fn response(answers: &[Answer], schemas: &mut Schemas) -> Value {
    let mut descriptions: Vec<&str> = Vec::new();
    let mut models: Vec<(&str, Vec<Value>)> = Vec::new();
    let mut headers = Map::new();
    for answer in answers {
        if !descriptions.contains(&answer.description) {
            descriptions.push(answer.description);
        }
        for header in answer.headers {
            let object = json!({ "description": header.description, "schema": { "type": "string" } });
            headers.insert(header.name.into(), object);
        }
        let Some((media_type, model)) = answer.content else {
            continue;
        };
        let model = schemas.outgoing(model);
        match models.iter_mut().find(|(other, _)| *other == media_type) {
            Some((_, known)) if known.contains(&model) => {}
            Some((_, known)) => known.push(model),
            None => models.push((media_type, vec![model])),
        }
    }
    let content = models.into_iter().map(|(media_type, mut models)| {
        let schema = if models.len() == 1 { models.remove(0) } else { json!({ "anyOf": models }) };
        (media_type.into(), to_value(MediaType { schema }))
    });
    to_value(ResponseObject { description: descriptions.join(", or "), headers, content: content.collect() })
}
