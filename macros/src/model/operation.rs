use proc_macro2::TokenStream;
use syn::{Path, Type};

use super::{Method, Parameter, krate_or_default, returned};
use crate::errors::Errors;
use crate::syntax::{Function, OperationArguments, PathTemplate};

/// A path operation, as the user means it.
pub(crate) struct Operation {
    pub(crate) krate: Path,
    pub(crate) method: Method,
    pub(crate) path: PathTemplate,
    pub(crate) parameters: Vec<Parameter>,
    /// Whether an argument is missing from `parameters`, because it was reported as wrong.
    has_broken_argument: bool,
    pub(crate) returns: Type,
    /// The doc comment, as an expression.
    pub(crate) doc: Option<TokenStream>,
    /// The remaining arguments of the attribute, which are passed through.
    pub(crate) arguments: OperationArguments,
}

impl Operation {
    /// Creates the operation. Returns `None` if the path is missing, which has already been reported.
    pub(crate) fn new(
        method: Method,
        mut arguments: OperationArguments,
        function: &Function,
        errors: &mut Errors,
    ) -> Option<Self> {
        let path = arguments.path.take()?;
        let resolve = |argument| Parameter::new(argument, Some(&path), errors);
        let parameters: Vec<_> = function.arguments.iter().filter_map(resolve).collect();
        let has_broken_argument = parameters.len() < function.signature.inputs.len();
        let before = std::mem::take(&mut arguments.depends);
        let before = before.iter().enumerate().map(|(at, ask)| Parameter::before(ask, at));
        let parameters = before.chain(parameters).collect();
        Some(Self {
            has_broken_argument,
            krate: krate_or_default(arguments.krate.take()),
            method,
            path,
            parameters,
            returns: returned(&function.signature.output),
            doc: function.doc(),
            arguments,
        })
    }

    /// Returns the number of dependencies that only guard the operation: the handler does not take their values.
    pub(crate) fn guards(&self) -> usize {
        self.parameters.iter().filter(|parameter| !parameter.is_handed_on).count()
    }

    /// Whether the operation has dependencies.
    pub(crate) fn has_dependencies(&self) -> bool {
        self.parameters.iter().any(Parameter::is_dependency)
    }

    /// Returns the path parameters that no argument of the operation itself takes. There are none when an argument was
    /// reported as wrong, since that argument may take the parameter.
    pub(crate) fn unused_path_parameters(&self) -> Vec<&str> {
        let is_taken = |name: &str| {
            let takes = |parameter: &Parameter| parameter.is_in_own_path() && parameter.wire_name() == name;
            self.has_broken_argument || self.parameters.iter().any(takes)
        };
        self.path.parameters.iter().map(String::as_str).filter(|name| !is_taken(name)).collect()
    }
}
