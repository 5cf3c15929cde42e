use serde_json::{Map, Value, json};

use super::document::{MediaType, OperationObject, ParameterObject, RequestBody, to_value};
use super::schemas::Schemas;
use super::{names, responses, security};
use crate::graph::{Body, Kind, Need, Operation, Parameter, Place, Visit, walk};
use crate::policy::{clauses, template};

/// Describes one operation, which is mounted at `path` and depends on `needs`.
pub(super) fn operation(
    path: &str,
    operation: &'static Operation,
    needs: &[&'static [Need]],
    schemas: &mut Schemas,
) -> OperationObject {
    let clauses = clauses(needs);
    let (mut parameters, request_body) = request(needs, schemas);
    add_untaken(path, &mut parameters);
    OperationObject {
        tags: operation.tags,
        summary: names::summary(operation),
        description: names::description(operation),
        operation_id: names::operation_id(path, operation),
        parameters,
        request_body,
        responses: responses::responses(operation, needs, schemas),
        deprecated: operation.deprecated,
        security: security::requirements(&clauses),
        public_reason: operation.public,
    }
}

/// Describes the parameters and the body of the request. A parameter is listed once, however many functions read it. A
/// parameter that only one of several alternatives reads is not required.
fn request(needs: &[&'static [Need]], schemas: &mut Schemas) -> (Vec<ParameterObject>, Option<RequestBody>) {
    let mut parameters: Vec<ParameterObject> = Vec::new();
    let mut request_body = None;
    let always_read = needs.iter().any(|needs| always_read_body(needs));
    walk(needs, &mut |visit| match visit {
        Visit::Parameter(parameter, always) => {
            let described = describe(parameter, always, schemas);
            let is = |other: &ParameterObject| other.name == described.name && other.r#in == described.r#in;
            match parameters.iter_mut().find(|other| is(other)) {
                Some(other) => other.required |= described.required,
                None => parameters.push(described),
            }
        }
        Visit::Body(body, _) => {
            request_body = Some(describe_body(body, always_read, schemas.body(body.model)));
        }
        Visit::Dependency(dependency, _) => {
            if let Kind::Body(body) = dependency.kind {
                request_body = Some(describe_body(&body, always_read, schemas.incoming(body.model)));
            }
        }
    });
    (parameters, request_body)
}

/// Whether the body is read for every request: nothing above it is optional or one of several alternatives. An operation
/// has at most one body.
fn always_read_body(needs: &[Need]) -> bool {
    needs.iter().any(|need| match need {
        Need::Body(_) => true,
        Need::Dependency(asked) => match asked.dependency.kind {
            Kind::Body(_) => true,
            Kind::Optional | Kind::AnyOf => false,
            Kind::Function | Kind::Scheme(_) => always_read_body(asked.dependency.needs),
        },
        Need::Parameter(_) | Need::Scopes => false,
    })
}

/// Adds the path parameters that no function reads, such as those of a prefix: they are still part of the path.
fn add_untaken(path: &str, parameters: &mut Vec<ParameterObject>) {
    for name in template::parameter_names(path) {
        if !parameters.iter().any(|parameter| parameter.name == name && parameter.r#in == "path") {
            let schema = json!({ "type": "string" });
            parameters.push(ParameterObject { name: name.into(), r#in: "path", required: true, schema });
        }
    }
}

fn describe(parameter: &Parameter, always: bool, schemas: &mut Schemas) -> ParameterObject {
    ParameterObject {
        name: parameter.name.into(),
        r#in: parameter.place.as_str(),
        required: parameter.place == Place::Path || (parameter.is_required() && always),
        schema: schemas.incoming(parameter.model),
    }
}

fn describe_body(body: &Body, always: bool, schema: Value) -> RequestBody {
    let mut content = Map::new();
    content.insert(body.media_type.into(), to_value(MediaType { schema }));
    RequestBody { content, required: body.is_required() && always }
}
