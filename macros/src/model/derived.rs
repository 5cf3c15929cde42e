use proc_macro2::Ident;
use syn::{Member, Path};

use super::{Parameter, krate_or_default};
use crate::errors::Errors;
use crate::syntax::{AlternativesItem, Ask, FieldsItem};

/// A struct whose fields are the arguments of a dependency, as the user means it.
pub(crate) struct Record {
    pub(crate) krate: Path,
    pub(crate) name: Ident,
    pub(crate) members: Vec<Member>,
    pub(crate) parameters: Vec<Parameter>,
}

/// An enum of alternatives, as the user means it.
pub(crate) struct Alternatives {
    pub(crate) krate: Path,
    pub(crate) name: Ident,
    pub(crate) variants: Vec<(Ident, Member, Ask)>,
}

impl Record {
    pub(crate) fn new(syntax: FieldsItem, errors: &mut Errors) -> Self {
        let (mut members, mut parameters) = (Vec::new(), Vec::new());
        for (member, argument) in &syntax.fields {
            if let Some(parameter) = Parameter::new(argument, None, errors) {
                members.push(member.clone());
                parameters.push(parameter);
            }
        }
        Self { krate: krate_or_default(syntax.krate), name: syntax.name, members, parameters }
    }
}

impl Alternatives {
    pub(crate) fn new(syntax: AlternativesItem) -> Self {
        Self { krate: krate_or_default(syntax.krate), name: syntax.name, variants: syntax.variants }
    }
}
