use schemars::{JsonSchema, Schema, SchemaGenerator};

/// A Rust type as clients see it: its JSON form, and whether it may be missing from a request.
///
/// The JSON form stays a function until the document is made, because a schema cannot be built in a constant.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    pub(crate) schema: fn(&mut SchemaGenerator) -> Schema,
    pub(crate) may_be_missing: fn() -> bool,
}

impl Model {
    /// Returns the model of `T`, which a request must have.
    pub const fn of<T: JsonSchema>() -> Self {
        Self { schema: SchemaGenerator::subschema_for::<T>, may_be_missing: || false }
    }

    /// Declares that a value of the type may be missing from a request, as an `Option` may.
    #[must_use]
    pub const fn optional(self) -> Self {
        self.optional_if(|| true)
    }

    /// Declares that a value may be missing from a request if this function says so.
    pub(crate) const fn optional_if(self, may_be_missing: fn() -> bool) -> Self {
        Self { may_be_missing, ..self }
    }
}
