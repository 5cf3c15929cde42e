use serde_json::{Map, Value, json};

use super::document::{MediaType, OperationObject, ParameterObject, RequestBody, to_value};
use super::schemas::Schemas;
use super::{names, responses, security};
use crate::graph::{Body, Kind, Operation, Parameter, Visit, clauses, template, walk};

/// Describes one operation, mounted at `path`.
pub(super) fn operation(path: &str, operation: &'static Operation, schemas: &mut Schemas) -> OperationObject {
    let clauses = clauses(operation.needs);
    let (mut parameters, request_body) = request(operation, schemas);
    add_untaken(path, &mut parameters);
    OperationObject {
        tags: operation.tags,
        summary: names::summary(operation),
        description: names::description(operation),
        operation_id: names::operation_id(path, operation),
        parameters,
        request_body,
        responses: responses::responses(operation, &clauses, schemas),
        deprecated: operation.deprecated,
        security: security::requirements(&clauses),
    }
}

/// What the request may hold: each parameter once, however many functions read it, and the body.
fn request(
    operation: &'static Operation,
    schemas: &mut Schemas,
) -> (Vec<ParameterObject>, Option<RequestBody>) {
    let mut parameters: Vec<ParameterObject> = Vec::new();
    let mut request_body = None;
    walk(operation.needs, &mut |visit| match visit {
        Visit::Parameter(parameter) => {
            let r#in = parameter.place.as_str();
            match parameters.iter_mut().find(|other| other.name == parameter.name && other.r#in == r#in) {
                Some(other) => other.required |= parameter.required,
                None => parameters.push(describe(parameter, schemas)),
            }
        }
        Visit::Body(body) => request_body = Some(describe_body(body, schemas.body(body.model))),
        Visit::Dependency(dependency, _) => {
            if let Kind::Body(body) = dependency.kind {
                request_body = Some(describe_body(&body, schemas.incoming(body.model)));
            }
        }
    });
    (parameters, request_body)
}

/// A parameter of the path that nobody reads, one of a prefix, say, is a part of the path all the same.
fn add_untaken(path: &str, parameters: &mut Vec<ParameterObject>) {
    for name in template::parameter_names(path) {
        if !parameters.iter().any(|parameter| parameter.name == name && parameter.r#in == "path") {
            let schema = json!({ "type": "string" });
            parameters.push(ParameterObject { name: name.into(), r#in: "path", required: true, schema });
        }
    }
}

fn describe(parameter: &Parameter, schemas: &mut Schemas) -> ParameterObject {
    ParameterObject {
        name: parameter.name.into(),
        r#in: parameter.place.as_str(),
        required: parameter.required,
        schema: schemas.incoming(parameter.model),
    }
}

fn describe_body(body: &Body, schema: Value) -> RequestBody {
    let mut content = Map::new();
    content.insert(body.media_type.into(), to_value(MediaType { schema }));
    RequestBody { content, required: body.required }
}
