//! The schemas of the types in requests and responses.

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::graph::Model;

/// Generates schemas, and collects the schemas that have a name.
pub(super) struct Schemas {
    /// The generator for responses, which describes `T` as it is serialized. Named types are referenced.
    outgoing: SchemaGenerator,
    /// The generator for parameters and forms. It describes `T` as it is deserialized, which may differ. All
    /// types are inlined, so that one type can have two schemas without two names.
    incoming: SchemaGenerator,
    /// The generator for request bodies, which describes `T` as it is deserialized. Named types are
    /// referenced, for clients that are generated from the document.
    bodies: SchemaGenerator,
}

/// The path of named types in request bodies, until it is known whether their schemas equal those of responses.
const COMING: &str = "/components/coming";

const NAMED: &str = "/components/schemas";

impl Schemas {
    pub(super) fn new() -> Self {
        let settings = |path: &str| {
            SchemaSettings::draft2020_12().with(|settings| {
                settings.meta_schema = None;
                settings.definitions_path = path.to_owned().into();
                settings.transforms.push(Box::new(FlatEnums));
            })
        };
        let incoming = settings(NAMED).with(|settings| settings.inline_subschemas = true);
        Self {
            outgoing: settings(NAMED).for_serialize().into_generator(),
            incoming: incoming.into_generator(),
            bodies: settings(COMING).into_generator(),
        }
    }

    pub(super) fn outgoing(&mut self, model: Model) -> Value {
        finish((model.schema)(&mut self.outgoing))
    }

    pub(super) fn incoming(&mut self, model: Model) -> Value {
        finish((model.schema)(&mut self.incoming))
    }

    pub(super) fn body(&mut self, model: Model) -> Value {
        finish((model.schema)(&mut self.bodies))
    }

    /// Returns the named schemas for `components`, including the schemas of recursive parameter types. A type
    /// whose request schema differs from its response schema gets a second name for requests. The references
    /// in `paths` are rewritten accordingly.
    pub(super) fn into_definitions(mut self, paths: &mut Map<String, Value>) -> Map<String, Value> {
        let mut definitions = self.incoming.take_definitions(true);
        definitions.extend(self.outgoing.take_definitions(true));
        let coming = self.bodies.take_definitions(true);
        let mut second = Vec::new();
        // A type that contains a type with a second name needs a second name, too.
        while let Some((name, _)) = coming.iter().find(|(name, schema)| {
            let differs = |other: &Value| *other != resolved(schema, &second);
            !second.contains(*name) && definitions.get(*name).is_some_and(differs)
        }) {
            second.push(name.clone());
        }
        for (name, schema) in &coming {
            definitions.insert(name_of(name, &second), resolved(schema, &second));
        }
        for item in paths.values_mut() {
            resolve(item, &second);
        }
        definitions
    }
}

/// Returns the name of the request schema of the type `name`.
fn name_of(name: &str, second: &[String]) -> String {
    let is_second = second.iter().any(|other| other == name);
    format!("{name}{}", if is_second { "-Input" } else { "" })
}

fn resolved(schema: &Value, second: &[String]) -> Value {
    let mut schema = schema.clone();
    resolve(&mut schema, second);
    schema
}

/// Replaces provisional references by references to the final names.
fn resolve(value: &mut Value, second: &[String]) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(|value| resolve(value, second)),
        Value::Object(members) => members.values_mut().for_each(|value| resolve(value, second)),
        Value::String(text) => {
            let path = text.strip_prefix('#').and_then(|path| path.strip_prefix(COMING));
            if let Some(name) = path.and_then(|path| path.strip_prefix('/')) {
                *text = format!("#{NAMED}/{}", name_of(name, second));
            }
        }
        _ => {}
    }
}

/// Transforms an inlined schema. The generator has only transformed the schemas that have a name.
fn finish(mut schema: Schema) -> Value {
    FlatEnums.transform(&mut schema);
    match schema.into() {
        // A schema that allows anything is written as an object, as FastAPI does: some tools only read schemas that are
        // objects.
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
        assert_eq!(schemas.into_definitions(&mut Map::new())["Color"]["enum"], json!(["Red", "Green"]));
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is used")]
    struct Part {
        color: Color,
        name: Option<String>,
    }

    #[derive(JsonSchema)]
    #[expect(dead_code, reason = "only its schema is used")]
    struct Whole {
        parts: Vec<Part>,
    }

    #[test]
    fn what_leaves_as_it_came_has_one_name_and_what_differs_two() {
        let mut schemas = Schemas::new();
        let whole = schemas.outgoing(Model::of::<Whole>());
        let mut paths = Map::new();
        paths.insert("/".into(), json!([schemas.body(Model::of::<Whole>()), whole]));
        let definitions = schemas.into_definitions(&mut paths);
        let names: Vec<&String> = definitions.keys().collect();
        assert_eq!(names, ["Whole", "Part", "Color", "Whole-Input", "Part-Input"]);
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        assert_eq!(paths["/"], json!([reference("Whole-Input"), reference("Whole")]));
        assert_eq!(definitions["Whole-Input"]["properties"]["parts"]["items"], reference("Part-Input"));
        assert_eq!(definitions["Part-Input"]["properties"]["color"], reference("Color"));
        assert_eq!(definitions["Part-Input"]["required"], json!(["color"]));
        assert_eq!(definitions["Part"]["required"], json!(["color", "name"]));
    }

    #[test]
    fn what_only_comes_has_its_name() {
        let mut schemas = Schemas::new();
        let mut paths = Map::from_iter([("/".into(), schemas.body(Model::of::<Option<Part>>()))]);
        let definitions = schemas.into_definitions(&mut paths);
        let reference = json!({ "$ref": "#/components/schemas/Part" });
        assert_eq!(paths["/"]["anyOf"], json!([reference, { "type": "null" }]));
        assert!(definitions.contains_key("Part") && definitions.len() == 2);
    }
}
