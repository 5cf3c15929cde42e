//! The objects of OpenAPI 3.1 that the document uses.

use serde::Serialize;
use serde_json::{Map, Value};

/// The whole document.
#[derive(Serialize)]
pub(crate) struct Document {
    openapi: &'static str,
    info: Info,
    servers: [Server; 1],
    paths: Map<String, Value>,
    #[serde(skip_serializing_if = "Components::is_empty")]
    components: Components,
}

/// The title, the summary, the description and the version of the API.
#[derive(Serialize)]
pub(crate) struct Info {
    pub(crate) title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    pub(crate) version: String,
}

/// The URL of the API.
#[derive(Serialize)]
pub(super) struct Server {
    pub(super) url: String,
}

/// The schemas and security schemes that the rest of the document refers to.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Components {
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) schemas: Map<String, Value>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) security_schemes: Map<String, Value>,
}

/// One operation.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OperationObject {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub(super) tags: &'static [&'static str],
    pub(super) summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    pub(super) operation_id: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) parameters: Vec<ParameterObject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) request_body: Option<RequestBody>,
    pub(super) responses: Map<String, Value>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) deprecated: bool,
    /// The requirements. They are always serialized: an empty list states that the operation is open, and a
    /// missing list would not.
    pub(super) security: Vec<Map<String, Value>>,
    /// The reason why everyone may call the operation.
    #[serde(rename = "x-public-reason", skip_serializing_if = "Option::is_none")]
    pub(super) public_reason: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct ParameterObject {
    pub(super) name: String,
    pub(super) r#in: &'static str,
    pub(super) required: bool,
    pub(super) schema: Value,
}

#[derive(Serialize)]
pub(super) struct RequestBody {
    pub(super) content: Map<String, Value>,
    pub(super) required: bool,
}

#[derive(Serialize)]
pub(super) struct MediaType {
    pub(super) schema: Value,
}

#[derive(Serialize)]
pub(super) struct ResponseObject {
    pub(super) description: String,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) headers: Map<String, Value>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub(super) content: Map<String, Value>,
}

impl Document {
    pub(super) fn new(info: Info, server: Server) -> Self {
        Self {
            openapi: "3.1.0",
            info,
            servers: [server],
            paths: Map::new(),
            components: Components::default(),
        }
    }

    pub(super) fn add(&mut self, path: String, method: &str, operation: OperationObject) {
        let item = self.paths.entry(path).or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(item) = item {
            item.insert(method.into(), to_value(operation));
        }
    }

    pub(super) fn paths_mut(&mut self) -> &mut Map<String, Value> {
        &mut self.paths
    }

    /// Returns the parts that can name other hosts: the servers and the security schemes.
    #[cfg(feature = "docs")]
    pub(crate) fn addresses(&self) -> Value {
        serde_json::json!([to_value(&self.servers), self.components.security_schemes])
    }

    pub(super) fn with(mut self, components: Components) -> Self {
        self.components = components;
        self
    }
}

impl Components {
    fn is_empty(&self) -> bool {
        self.schemas.is_empty() && self.security_schemes.is_empty()
    }
}

/// Converts one of these objects to JSON. All of these objects have string keys, so the conversion cannot
/// fail.
pub(super) fn to_value(object: impl Serialize) -> Value {
    serde_json::to_value(object).unwrap_or_default()
}
