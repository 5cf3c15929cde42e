use syn::{LitInt, LitStr, Path, Type};

use super::is_named;
use super::{Parameter, krate_or_default, returned};
use crate::errors::Errors;
use crate::syntax::{DependencyArguments, Function};

/// A function that is a dependency, as the user means it.
pub(crate) struct Dependency {
    pub(crate) krate: Path,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) returns: Type,
    pub(crate) errors: Vec<(LitInt, LitStr)>,
}

impl Dependency {
    pub(crate) fn new(arguments: DependencyArguments, function: &Function, errors: &mut Errors) -> Self {
        let resolve = |argument| Parameter::new(argument, None, errors);
        Self {
            krate: krate_or_default(arguments.krate),
            parameters: function.arguments.iter().filter_map(resolve).collect(),
            returns: returned(&function.signature.output),
            errors: arguments.errors,
        }
    }

    /// Whether the dependency can refuse a request, because it returns a `Result`. A macro sees only names, so an alias of
    /// `Result` counts when its name is `Result`.
    pub(crate) fn is_fallible(&self) -> bool {
        is_named(&self.returns, "Result")
    }
}
