use core::any::Any;

use super::{Answers, Id, ItemType, Model, Parameter, Scheme, same};

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
    /// Whether it reads the head of a request, beside what it needs: a function that is described by hand, unless it says
    /// otherwise.
    pub reads: bool,
    /// Whether it is described by hand, and can take from a request only what its description says.
    pub(crate) is_by_hand: bool,
    /// Of a scheme or a function that a macro made, the number of its identity and of all that it needs: the compiler meets them
    /// below every operation, and compares one number.
    pub(crate) number: u128,
    /// Of a scheme, whether its type is one of this crate's that does no more than its description says, so that two with
    /// one description are one.
    pub(crate) is_built_in: bool,
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
    /// The value of its only need, if credentials for that are presented.
    Optional,
    /// The value of the first of its needs for which credentials are presented.
    AnyOf,
}

impl Kind {
    /// Whether both are of one kind.
    const fn is_like(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::Function, Self::Function)
                | (Self::Scheme(_), Self::Scheme(_))
                | (Self::Body(_), Self::Body(_))
                | (Self::Optional, Self::Optional)
                | (Self::AnyOf, Self::AnyOf)
        )
    }
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
    pub(crate) dependency: &'static Dependency,
    /// The type that stands for it. At run time it is the identity: whatever else two items have in common, their types differ.
    pub(crate) ty: ItemType,
    pub(crate) scopes: &'static [&'static str],
    /// Whether its value may be one that was resolved before in this request.
    pub(crate) cached: bool,
}

impl Asked {
    pub(crate) const fn new(dependency: &'static Dependency, ty: ItemType) -> Self {
        Self { dependency, ty, scopes: &[], cached: true }
    }

    /// Its description.
    pub const fn dependency(&self) -> &'static Dependency {
        self.dependency
    }

    /// The scopes that it is asked for with.
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// Whether its value may be one that was resolved before in this request.
    pub const fn is_cached(&self) -> bool {
        self.cached
    }
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
    /// What is known of an item with this description that a macro made, or else of one by hand. That may have the description of
    /// what a macro made, of a scheme, say, and nothing is known of it but that it is a function.
    pub(crate) const fn known_if(self, is_made_by_macro: bool) -> Self {
        // A stand-in for an item that was reported as wrong stays one.
        if !self.id.is_known() {
            return self;
        }
        if is_made_by_macro {
            return Self { number: self.numbered(), ..self };
        }
        let copied = Self { id: self.id.known_if(false), number: 0, is_by_hand: true, ..self };
        match self.kind {
            Kind::Body(_) => copied,
            Kind::Function if self.is_by_hand => copied,
            _ => Self { kind: Kind::Function, reads: true, ..copied },
        }
    }

    /// Describes a function by hand. Nothing is known of it yet: it counts as reading the request, so that it must come after
    /// credentials, and as able to refuse. [`reads_nothing`](Self::reads_nothing) and
    /// [`cannot_refuse`](Self::cannot_refuse) say otherwise; the body it gets only if its needs have a [`Need::Body`].
    pub const fn function(id: Id, answers: &'static Answers, clone: bool) -> Self {
        let unknown = Self::new(id, Kind::Function, &[], clone);
        Self { answers, refuses: true, reads: true, is_by_hand: true, ..unknown }
    }

    /// Describes a function as a macro wrote it, which has read its signature.
    pub(crate) const fn declared(id: Id, answers: &'static Answers, clone: bool) -> Self {
        Self { answers, ..Self::new(id, Kind::Function, &[], clone) }
    }

    /// Describes a security scheme.
    pub(crate) const fn scheme(id: Id, scheme: &'static Scheme, clone: bool) -> Self {
        Self::new(id, Kind::Scheme(scheme), &[], clone)
    }

    /// Describes by hand a type that reads the body: it gets it, and must resolve what its needs name.
    pub const fn body(id: Id, body: Body, answers: &'static Answers, clone: bool) -> Self {
        Self { is_by_hand: true, refuses: true, ..Self::own_body(id, body, answers, clone) }
    }

    /// Describes a type of this crate that reads the body.
    pub(crate) const fn own_body(id: Id, body: Body, answers: &'static Answers, clone: bool) -> Self {
        Self { answers, ..Self::new(id, Kind::Body(body), &[], clone) }
    }

    /// Describes one that yields what `inner` does or nothing; `needs` has `inner` alone.
    pub(crate) const fn optional(inner: &Dependency, needs: &'static [Need]) -> Self {
        Self::new(
            Id { optional: inner.id.optional.saturating_add(1), ..inner.id },
            Kind::Optional,
            needs,
            true,
        )
    }

    /// Describes one that yields the first of its `needs` that is there.
    pub(crate) const fn any_of(id: Id, needs: &'static [Need], clone: bool) -> Self {
        Self::new(id, Kind::AnyOf, needs, clone)
    }

    const fn new(id: Id, kind: Kind, needs: &'static [Need], clone: bool) -> Self {
        Self {
            id,
            kind,
            needs,
            answers: &Answers::Nothing,
            errors: &[],
            refuses: false,
            clone,
            reads: false,
            is_by_hand: false,
            number: 0,
            is_built_in: false,
            probe: None,
        }
    }

    /// Whether both are the same dependency: they have one identity, and need the same. The identity alone does not tell: all that
    /// one generic type stands for may have one, or a macro may write one item in two blocks in which a name leads elsewhere.
    pub(crate) const fn is(&self, other: &Self) -> bool {
        self.id.is(&other.id)
            && self.kind.is_like(&other.kind)
            && self.refuses == other.refuses
            && self.reads == other.reads
            && needs_same(self.needs, other.needs)
    }

    /// The number of a scheme or a function: of its identity, and of all that it needs. It is 0 if that is not all numbered, or is
    /// required with scopes.
    const fn numbered(&self) -> u128 {
        let mut number = match self.kind {
            Kind::Scheme(scheme) => self.id.number().and(scheme.verifies as u128).and_text(scheme.name),
            Kind::Function => self.id.number().and(self.refuses as u128),
            Kind::Body(_) | Kind::Optional | Kind::AnyOf => return 0,
        };
        let mut i = 0;
        while i < self.needs.len() {
            number = match &self.needs[i] {
                Need::Dependency(asked) if asked.dependency.number == 0 || !asked.scopes.is_empty() => {
                    return 0;
                }
                Need::Dependency(asked) => number.and_number(asked.dependency.number),
                Need::Parameter(_) | Need::Body(_) => number.and(1),
                Need::Scopes => number.and(2),
            };
            i += 1;
        }
        number.to_u128()
    }

    /// Whether both have one identity and need the same, as far as they are numbered.
    pub(crate) const fn is_at_a_glance(&self, other: &Self) -> bool {
        self.number != 0 && self.number == other.number
    }

    /// Whether it is a scheme, or depends on one.
    pub(crate) const fn reaches_scheme(&self) -> bool {
        if let Kind::Scheme(_) = self.kind {
            return true;
        }
        let mut i = 0;
        while i < self.needs.len() {
            if let Need::Dependency(asked) = &self.needs[i]
                && asked.dependency.reaches_scheme()
            {
                return true;
            }
            i += 1;
        }
        false
    }

    /// Whether its value depends on the scopes that are required of it.
    pub(crate) fn reads_scopes(&self) -> bool {
        self.needs.iter().any(|need| match need {
            Need::Scopes => true,
            Need::Dependency(asked) => asked.dependency.reads_scopes(),
            Need::Parameter(_) | Need::Body(_) => false,
        })
    }

    /// Sets what it needs.
    #[must_use]
    pub const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    /// Says that it can refuse.
    #[must_use]
    pub const fn refuses(mut self) -> Self {
        self.refuses = true;
        self
    }

    /// Says that it never refuses.
    #[must_use]
    pub const fn cannot_refuse(mut self) -> Self {
        self.refuses = false;
        self
    }

    /// Says that it reads nothing of the request but what it needs.
    #[must_use]
    pub const fn reads_nothing(mut self) -> Self {
        self.reads = false;
        self
    }

    /// Names these errors.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [(u16, &'static str)]) -> Self {
        self.errors = errors;
        self
    }
}

/// Whether two lists need the same, in the same order.
const fn needs_same(a: &[Need], b: &[Need]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        let is_same = match (&a[i], &b[i]) {
            (Need::Dependency(a), Need::Dependency(b)) => {
                a.dependency.is(b.dependency) && same_texts(a.scopes, b.scopes)
            }
            (Need::Parameter(a), Need::Parameter(b)) => {
                a.place as u8 == b.place as u8 && same(a.name, b.name)
            }
            (Need::Body(_), Need::Body(_)) | (Need::Scopes, Need::Scopes) => true,
            _ => false,
        };
        if !is_same {
            return false;
        }
        i += 1;
    }
    true
}

/// Whether two lists hold the same texts, in the same order.
pub(crate) const fn same_texts(a: &[&str], b: &[&str]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if !same(a[i], b[i]) {
            return false;
        }
        i += 1;
    }
    true
}
