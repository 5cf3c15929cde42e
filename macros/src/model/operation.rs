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
    pub(crate) returns: Type,
    /// The doc comment, an expression.
    pub(crate) doc: Option<TokenStream>,
    /// The rest of the attribute, to be handed on as it is.
    pub(crate) arguments: OperationArguments,
}

impl Operation {
    /// `None` when there is no path, which is reported already.
    pub(crate) fn new(
        method: Method,
        mut arguments: OperationArguments,
        function: &Function,
        errors: &mut Errors,
    ) -> Option<Self> {
        let path = arguments.path.take()?;
        let resolve = |argument| Parameter::new(argument, &path.parameters, errors);
        let parameters = function.arguments.iter().filter_map(resolve).collect();
        Some(Self {
            krate: krate_or_default(arguments.krate.take()),
            method,
            path,
            parameters,
            returns: returned(&function.signature.output),
            doc: function.doc(),
            arguments,
        })
    }
}
