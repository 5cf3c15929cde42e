use super::Model;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: &'static str,
    /// Where it stands.
    pub place: Place,
    /// Whether a request without it is refused.
    pub required: bool,
    /// Its type.
    pub model: Model,
    /// Which texts are values of it; others are refused with 422.
    pub texts: Texts,
}

/// Which texts are values of a parameter, as far as its type says at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Texts {
    /// All.
    Any,
    /// Integers.
    Integers,
    /// Some.
    Some,
}

/// Where a parameter stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
}

impl Place {
    /// The word that OpenAPI's `in` and a validation problem's `loc` have for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
        }
    }
}
