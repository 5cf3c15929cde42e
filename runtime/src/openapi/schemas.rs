//! The models of the types that come and go.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::graph::Model;

/// Makes schemas and keeps those that have a name.
pub(super) struct Schemas {
    /// For what leaves: `T` as it is serialized. Named types are referred to.
    outgoing: SchemaGenerator,
    /// For what comes: `T` as it is deserialized, which may differ. All in place, so that one type can have
    /// two models without two names.
    incoming: SchemaGenerator,
}

impl Schemas {
    pub(super) fn new() -> Self {
        let settings = || {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.meta_schema = None;
                settings.definitions_path = "/components/schemas".into();
                settings.transforms.push(Box::new(FlatEnums));
            })
        };
        let incoming = settings().with(|settings| settings.inline_subschemas = true);
        Self { outgoing: settings().for_serialize().into_generator(), incoming: incoming.into_generator() }
    }

    pub(super) fn outgoing(&mut self, model: Model) -> Value {
        finish((model.0)(&mut self.outgoing))
    }

    pub(super) fn incoming(&mut self, model: Model) -> Value {
        finish((model.0)(&mut self.incoming))
    }

    /// The named ones, for `components`; those of recursive types that come are among them.
    pub(super) fn into_definitions(mut self) -> Map<String, Value> {
        let mut definitions = self.incoming.take_definitions(true);
        definitions.extend(self.outgoing.take_definitions(true));
        definitions
    }
}

/// A schema that stands in place rather than under a name has not been transformed yet.
fn finish(mut schema: Schema) -> Value {
    FlatEnums.transform(&mut schema);
    match schema.into() {
        // What may be anything: as FastAPI writes it, and as tools that know no other schemas than objects read.
        Value::Bool(true) => json!({}),
        schema => schema,
    }
}

/// Writes an enum of documented names as a plain `enum`: client generators lose the type of a `oneOf` of
/// constants.
#[derive(Clone, Debug)]
struct FlatEnums;

impl Transform for FlatEnums {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(Value::Array(variants)) = schema.get("oneOf") else {
            return;
        };
        let names: Option<Vec<Value>> = variants.iter().map(constant).collect();
        if let Some(names) = names.filter(|names| !names.is_empty()) {
            schema.remove("oneOf");
            schema.insert("type".into(), json!("string"));
            schema.insert("enum".into(), Value::Array(names));
        }
    }
}

fn constant(variant: &Value) -> Option<Value> {
    variant.get("const").filter(|name| name.is_string()).cloned()
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;

    use super::*;

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is used")]
    enum Color {
        /// Like blood.
        Red,
        /// Like grass.
        Green,
    }

    #[test]
    fn documented_names_are_a_plain_enum() {
        let mut schemas = Schemas::new();
        let schema = schemas.incoming(Model::of::<Color>());
        assert_eq!(schema["enum"], json!(["Red", "Green"]));
        assert_eq!(schema["type"], "string");
        assert_eq!(schemas.outgoing(Model::of::<Color>()), json!({ "$ref": "#/components/schemas/Color" }));
        assert_eq!(schemas.into_definitions()["Color"]["enum"], json!(["Red", "Green"]));
    }
}
