use core::any::Any;

use super::{Answers, Id, ItemType, Model, Parameter, Scheme, same};

/// Something that is resolved before a handler runs.
#[derive(Clone, Copy, Debug)]
pub struct Dependency {
    /// The identity.
    pub id: Id,
    /// The kind.
    pub kind: Kind,
    /// The needs of the dependency itself, in the order in which they are resolved.
    pub needs: &'static [Need],
    /// The answers that the dependency can give instead of a value.
    pub answers: &'static Answers,
    /// The answers that `errors(..)` names, each with its status and meaning.
    pub errors: &'static [(u16, &'static str)],
    /// Whether the dependency can refuse a request, as a function that returns a `Result` can.
    pub refuses: bool,
    /// Whether the value can be cloned, and so be shared.
    pub clone: bool,
    /// Whether the dependency reads the head of a request in addition to its needs. A function that is
    /// described by hand does, unless its description says otherwise.
    pub reads: bool,
    /// Whether the dependency is described by hand. If so, it can take only the parts of a request that its
    /// description lists.
    pub(crate) is_by_hand: bool,
    /// A hash of the identity and of all needs, for a scheme or a function that a macro made. It is 0 for
    /// other dependencies. The compiler meets such items below every operation, and compares one number for
    /// each.
    pub(crate) number: u128,
    /// Whether this is a scheme whose type is built into this crate and does no more than its description says. Two such
    /// schemes with one description are one scheme.
    pub(crate) is_built_in: bool,
    /// The functions with which the server checks whether a request presents credentials, for a scheme. The graph does not
    /// use them.
    pub(crate) probe: Option<&'static (dyn Any + Send + Sync)>,
}

/// The kind of a [`Dependency`].
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Kind {
    /// A function that the user wrote.
    Function,
    /// A security scheme.
    Scheme(&'static Scheme),
    /// A body. The dependency reads it, and refuses it if it is wrong.
    Body(Body),
    /// The value of the only need, if credentials for that need are presented.
    Optional,
    /// The value of the first need for which credentials are presented.
    AnyOf,
}

impl Kind {
    /// Whether both are of the same kind.
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
#[non_exhaustive]
pub struct Body {
    /// The media type.
    pub media_type: &'static str,
    /// The type. It determines whether a request without the body is refused.
    pub model: Model,
    /// Whether caches must not store the answers, as for a token endpoint.
    pub no_store: bool,
}

impl Body {
    /// Describes a body.
    pub const fn new(media_type: &'static str, model: Model) -> Self {
        Self { media_type, model, no_store: false }
    }

    /// Declares that caches must not store the answers (RFC 6749, section 5.1).
    #[must_use]
    pub const fn no_store(self) -> Self {
        Self { no_store: true, ..self }
    }

    /// Whether a request without the body is refused.
    pub fn is_required(&self) -> bool {
        !(self.model.may_be_missing)()
    }
}

/// A dependency as an argument requires it: with scopes, and cached or not.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub(crate) dependency: &'static Dependency,
    /// The type that represents the dependency. It is the identity at run time: two items may have everything else in
    /// common, but their types differ.
    pub(crate) ty: ItemType,
    pub(crate) scopes: &'static [&'static str],
    /// The field or variant of a derived type that gets the value. An argument of a function has no name here.
    pub(crate) name: &'static str,
    /// Whether a value that was resolved before in the same request may be used.
    pub(crate) cached: bool,
}

impl Asked {
    pub(crate) const fn new(dependency: &'static Dependency, ty: ItemType) -> Self {
        Self { dependency, ty, scopes: &[], name: "", cached: true }
    }

    /// Returns the description of the dependency.
    pub const fn dependency(&self) -> &'static Dependency {
        self.dependency
    }

    /// Returns the scopes that the argument requires of the dependency.
    pub const fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// Whether a value that was resolved before in the same request may be used.
    pub const fn is_cached(&self) -> bool {
        self.cached
    }
}

/// One thing that an operation or a dependency needs.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Need {
    /// Another dependency, with the scopes required of it.
    Dependency(Asked),
    /// A part of the request.
    Parameter(Parameter),
    /// The body, as JSON.
    Body(Body),
    /// The scopes required on the way to the item with this need.
    Scopes,
}

impl Dependency {
    /// Returns this description, or a reduced one for an item that is described by hand. Such an item may
    /// copy the description of an item that a macro made, such as a scheme. Then the item is known only to be
    /// a function.
    pub(crate) const fn known_if(self, is_made_by_macro: bool) -> Self {
        // A placeholder for an item with a reported error stays one.
        if !self.id.is_known() {
            return self;
        }
        if is_made_by_macro {
            return Self { number: self.numbered(), ..self };
        }
        let copied = Self { id: self.id.known_if(false), number: 0, is_by_hand: true, ..self };
        match self.kind {
            // A type that is described by hand may refuse a body that this crate's type accepts.
            Kind::Body(_) => Self { refuses: true, reads: true, ..copied },
            Kind::Function if self.is_by_hand => copied,
            _ => Self { kind: Kind::Function, reads: true, ..copied },
        }
    }

    /// Describes a function by hand.
    ///
    /// By default, the function counts as reading the request, so it must come after credentials. It also
    /// counts as able to refuse. [`reads_nothing`](Self::reads_nothing) and
    /// [`cannot_refuse`](Self::cannot_refuse) change these defaults. The function gets the body only if its
    /// needs have a [`Need::Body`].
    pub const fn function(id: Id, answers: &'static Answers, clone: bool) -> Self {
        let unknown = Self::new(id, Kind::Function, &[], clone);
        Self { answers, refuses: true, reads: true, is_by_hand: true, ..unknown }
    }

    /// Describes a function for a macro, which has read its signature.
    pub(crate) const fn declared(id: Id, answers: &'static Answers, clone: bool) -> Self {
        Self { answers, ..Self::new(id, Kind::Function, &[], clone) }
    }

    /// Describes a security scheme.
    pub(crate) const fn scheme(id: Id, scheme: &'static Scheme, clone: bool) -> Self {
        Self::new(id, Kind::Scheme(scheme), &[], clone)
    }

    /// Describes by hand a type that reads the body. The type gets the body, and must resolve its needs. By
    /// default, the type also counts as reading the rest of the request.
    pub const fn body(id: Id, body: Body, answers: &'static Answers, clone: bool) -> Self {
        Self { is_by_hand: true, refuses: true, reads: true, ..Self::own_body(id, body, answers, clone) }
    }

    /// Describes a type of this crate that reads the body.
    pub(crate) const fn own_body(id: Id, body: Body, answers: &'static Answers, clone: bool) -> Self {
        Self { answers, ..Self::new(id, Kind::Body(body), &[], clone) }
    }

    /// Describes a dependency that yields the value of `inner` or nothing. `needs` has only `inner`.
    pub(crate) const fn optional(inner: &Dependency, needs: &'static [Need]) -> Self {
        Self::new(
            Id { optional: inner.id.optional.saturating_add(1), ..inner.id },
            Kind::Optional,
            needs,
            true,
        )
    }

    /// Describes a dependency that yields the value of the first of its `needs` for which credentials are presented.
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

    /// Whether both are the same dependency: they have one identity, and the same needs.
    ///
    /// The identity is not enough. All the items that one generic type represents may share an identity. A macro may also
    /// write one item in two blocks in which a name resolves to different items.
    pub(crate) const fn is(&self, other: &Self) -> bool {
        self.id.is(&other.id)
            && self.kind.is_like(&other.kind)
            && self.refuses == other.refuses
            && self.reads == other.reads
            && needs_same(self.needs, other.needs)
    }

    /// Returns a hash of the identity and of all needs. The hash is 0 if a dependency among the needs has no
    /// hash, or is required with scopes.
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

    /// Whether both have the same identity and the same needs. Items without a hash never do.
    pub(crate) const fn is_at_a_glance(&self, other: &Self) -> bool {
        self.number != 0 && self.number == other.number
    }

    /// Whether the dependency is a scheme, or depends on one.
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

    /// Whether the dependency, or one below it, reads a part of the request that may fail validation.
    pub(crate) const fn reads_parts(&self) -> bool {
        let mut i = 0;
        while i < self.needs.len() {
            let reads = match &self.needs[i] {
                Need::Dependency(asked) => asked.dependency.reads_parts(),
                Need::Parameter(_) | Need::Body(_) => true,
                Need::Scopes => false,
            };
            if reads {
                return true;
            }
            i += 1;
        }
        self.is_by_hand || matches!(self.kind, Kind::Body(_))
    }

    /// Whether the value depends on the scopes required of the dependency.
    pub(crate) fn reads_scopes(&self) -> bool {
        self.needs.iter().any(|need| match need {
            Need::Scopes => true,
            Need::Dependency(asked) => asked.dependency.reads_scopes(),
            Need::Parameter(_) | Need::Body(_) => false,
        })
    }

    /// Sets the needs.
    #[must_use]
    pub const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    /// Declares that the dependency can refuse.
    #[must_use]
    pub const fn refuses(mut self) -> Self {
        self.refuses = true;
        self
    }

    /// Declares that the dependency never refuses.
    #[must_use]
    pub const fn cannot_refuse(mut self) -> Self {
        self.refuses = false;
        self
    }

    /// Declares that the dependency reads nothing of the request except its needs.
    #[must_use]
    pub const fn reads_nothing(mut self) -> Self {
        self.reads = false;
        self
    }

    /// Sets the errors, each with its status and meaning.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [(u16, &'static str)]) -> Self {
        self.errors = errors;
        self
    }
}

/// Whether two lists have the same needs, in the same order.
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
