use super::Model;

/// A parameter of an operation.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// The part of the request that holds the parameter.
    pub place: Place,
    /// The name in a request.
    pub name: &'static str,
    /// The type. It determines whether a request without the parameter is refused.
    pub model: Model,
    /// The texts that are values of the parameter. Other texts are refused with 422.
    pub texts: Texts,
}

impl Parameter {
    /// Describes a parameter. By default, only [some texts](Texts::Some) are values of the parameter.
    pub const fn new(place: Place, name: &'static str, model: Model) -> Self {
        Self { place, name, model, texts: Texts::Some }
    }

    /// Sets the texts that are values of the parameter.
    #[must_use]
    pub const fn texts(self, texts: Texts) -> Self {
        Self { texts, ..self }
    }

    /// Whether every request has a valid value for the parameter: it is in the path, and any text is a value.
    pub(crate) const fn always_validates(&self) -> bool {
        matches!(self.place, Place::Path) && matches!(self.texts, Texts::Any)
    }

    /// Whether a request without the parameter is refused. A path always has its parameters.
    pub fn is_required(&self) -> bool {
        matches!(self.place, Place::Path) || !(self.model.may_be_missing)()
    }
}

/// The texts that are values of a parameter, as far as a macro can tell from its type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
#[non_exhaustive]
pub enum Place {
    /// The path.
    Path,
    /// The query.
    Query,
    /// A header field.
    Header,
    /// A cookie.
    Cookie,
}

impl Place {
    /// Returns the name of the place in OpenAPI's `in` and in the `loc` of a validation problem.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}
