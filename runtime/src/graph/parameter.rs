use super::Model;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// The name in a request.
    pub name: &'static str,
    /// The part of the request that holds the parameter.
    pub place: Place,
    /// Whether a request without the parameter is refused.
    pub required: bool,
    /// The type.
    pub model: Model,
    /// The texts that are values of the parameter. Other texts are refused with 422.
    pub texts: Texts,
}

/// The texts that are values of a parameter, as far as a macro can tell from its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// All texts.
    Any,
    /// Integers only.
    Integers,
    /// Some texts. Only the type knows which.
    Some,
}

/// The part of a request that holds a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The path.
    Path,
    /// The query.
    Query,
}

impl Place {
    /// Returns the name of the place in OpenAPI's `in` and in the `loc` of a validation problem.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
        }
    }
}
