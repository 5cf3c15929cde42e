use schemars::{JsonSchema, Schema, SchemaGenerator};

/// The JSON form of a Rust type.
///
/// The model stays a function until the document is made, because a schema cannot be built in a constant.
#[derive(Clone, Copy, Debug)]
pub struct Model(pub(crate) fn(&mut SchemaGenerator) -> Schema);

impl Model {
    /// Returns the model of `T`.
    pub const fn of<T: JsonSchema>() -> Self {
        Self(SchemaGenerator::subschema_for::<T>)
    }
}
