use core::any::{Any, TypeId};

use super::{Answers, Id, Model, Parameter, Scheme};

/// Something that is resolved before a handler runs.
#[derive(Clone, Copy, Debug)]
pub struct Dependency {
    /// Which one.
    pub id: Id,
    /// What it is.
    pub kind: Kind,
    /// What it needs itself, in the order in which it is resolved.
    pub needs: &'static [Need],
    /// The answers that it can give instead of a value.
    pub answers: &'static Answers,
    /// The answers that `errors(..)` names: status and what it means.
    pub errors: &'static [(u16, &'static str)],
    /// Whether it can say no: a function that returns a `Result`.
    pub refuses: bool,
    /// Whether its value can be cloned, and so be handed to several.
    pub clone: bool,
    /// Of a scheme, the number of its [`Id`]: the compiler meets it below every operation, and compares one number.
    pub(crate) number: u64,
    /// Of a scheme, how the server looks whether credentials are presented for it; the graph does not look at it.
    pub(crate) probe: Option<&'static (dyn Any + Send + Sync)>,
}

/// What a [`Dependency`] is.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A function of the user's.
    Function,
    /// A security scheme.
    Scheme(&'static Scheme),
    /// A body that the dependency reads and refuses by itself.
    Body(Body),
    /// What its one need hands on, if credentials for that are presented.
    Optional,
    /// What the first of its needs hands on for which credentials are presented.
    AnyOf,
}

/// A request body.
#[derive(Clone, Copy, Debug)]
pub struct Body {
    /// Its media type.
    pub media_type: &'static str,
    /// Its type.
    pub model: Model,
    /// Whether a request without it is refused.
    pub required: bool,
    /// Whether answers must not be stored by a cache, as those of a token endpoint.
    pub no_store: bool,
}

/// A dependency that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Its description.
    pub dependency: &'static Dependency,
    /// The type that stands for it. What runs once for several is known by its type: whatever two items have in
    /// common, the macro that wrote both, say, their types differ.
    pub type_id: fn() -> TypeId,
    /// The scopes that it is asked for with.
    pub scopes: &'static [&'static str],
    /// Whether a value that it has handed on before in this request will do.
    pub cached: bool,
}

/// One thing that an operation or a dependency needs.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// Another dependency, asked for with these scopes.
    Dependency(Asked),
    /// A part of the request.
    Parameter(Parameter),
    /// The body, as JSON.
    Body(Body),
    /// The scopes that were asked for on the way to it.
    Scopes,
}

impl Dependency {
    /// A function that is a dependency.
    pub const fn function(id: Id, answers: &'static Answers, clone: bool) -> Self {
        Self {
            id,
            kind: Kind::Function,
            needs: &[],
            answers,
            errors: &[],
            refuses: false,
            clone,
            number: 0,
            probe: None,
        }
    }

    /// A security scheme.
    pub const fn scheme(id: Id, scheme: &'static Scheme, clone: bool) -> Self {
        let (needs, answers, number): (&[Need], _, _) = (&[], &Answers::Nothing, id.number());
        Self {
            id,
            kind: Kind::Scheme(scheme),
            needs,
            answers,
            errors: &[],
            refuses: false,
            clone,
            number,
            probe: None,
        }
    }

    /// A type that reads the body.
    pub const fn body(id: Id, body: Body, answers: &'static Answers, clone: bool) -> Self {
        Self {
            id,
            kind: Kind::Body(body),
            needs: &[],
            answers,
            errors: &[],
            refuses: false,
            clone,
            number: 0,
            probe: None,
        }
    }

    /// One that hands on what `inner` does or nothing; `needs` has `inner` alone.
    pub const fn optional(inner: &Dependency, needs: &'static [Need]) -> Self {
        Self {
            id: Id { is_optional: true, ..inner.id },
            kind: Kind::Optional,
            needs,
            answers: &Answers::Nothing,
            errors: &[],
            refuses: false,
            clone: true,
            number: 0,
            probe: None,
        }
    }

    /// One that hands on the first of its `needs` that is there.
    pub const fn any_of(id: Id, needs: &'static [Need], clone: bool) -> Self {
        Self {
            id,
            kind: Kind::AnyOf,
            needs,
            answers: &Answers::Nothing,
            errors: &[],
            refuses: false,
            clone,
            number: 0,
            probe: None,
        }
    }

    /// Whether its value depends on the scopes that are asked for on the way to it.
    pub(crate) fn reads_scopes(&self) -> bool {
        self.needs.iter().any(|need| match need {
            Need::Scopes => true,
            Need::Dependency(asked) => asked.dependency.reads_scopes(),
            Need::Parameter(_) | Need::Body(_) => false,
        })
    }

    /// The same, needing these.
    pub const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    /// The same, of a function that returns a `Result`.
    pub const fn refuses(mut self) -> Self {
        self.refuses = true;
        self
    }

    /// The same, with these errors named.
    pub const fn errors(mut self, errors: &'static [(u16, &'static str)]) -> Self {
        self.errors = errors;
        self
    }
}
