use crate::check::across::Mistake;
use crate::graph::{Dependency, Operation, TokenUrl};
use crate::policy::Stranger;

/// What is wrong with an entry. Operations are known by their places in the list, counted through nested lists.
#[derive(Clone, Copy)]
pub enum Fault {
    /// Rule `duplicate-route`.
    DuplicateRoute {
        /// The operation.
        at: usize,
        /// The one that answers the same requests.
        first: usize,
    },
    /// Rule `duplicate-route`, too: the same paths with parameters of other names.
    OtherNames {
        /// The operation.
        at: usize,
        /// The one whose parameters have other names.
        first: usize,
    },
    /// Rule `duplicate-operation-id`.
    DuplicateId {
        /// The operation.
        at: usize,
        /// The one that has the same id.
        first: usize,
    },
    /// Rule `scheme-name-collision`.
    SchemeName {
        /// A scheme that the operation reaches.
        scheme: &'static Dependency,
        /// Another one of its name.
        first: &'static Dependency,
    },
    /// Rule `path-template`: a path and a prefix above it have a parameter of one name.
    RepeatedName {
        /// The operation.
        at: usize,
        /// The name.
        name: &'static str,
    },
    /// Rule `path-template`, too: a path with more segments, or more bytes, than are compared.
    LongPath {
        /// The operation.
        at: usize,
    },
    /// Rule `path-template`, too: the path of an operation that is described by hand cannot be one.
    NoPath {
        /// The operation.
        operation: &'static Operation,
    },
    /// Rule `duplicate-route`, too: a parameter and the rest of a path at one place.
    RestBeside {
        /// The operation.
        at: usize,
        /// The one whose path has the other at that place.
        first: usize,
    },
    /// Rule `limits`: more than is compared.
    TooMany(Limit),
    /// Rule `path-parameter-unused`: a parameter of a prefix that nothing below it takes.
    UnusedPrefix {
        /// The prefix.
        prefix: &'static str,
        /// The parameter.
        name: &'static str,
    },
    /// What stands before an operation does not go with it.
    Guarded {
        /// The operation.
        at: usize,
        /// What is wrong.
        mistake: Mistake,
    },
    /// Rule `protection-downgrade`: two operations answer the same requests, and one asks for less.
    Downgrade {
        /// The one that asks for more.
        stronger: usize,
        /// The one that asks for less.
        weaker: usize,
    },
    /// Rule `protection-downgrade`, too: requests of one operation are taken by another that asks for less.
    Shadow {
        /// Which requests.
        taken: Taken,
        /// The one that asks for less.
        at: usize,
        /// The one whose requests it takes.
        over: usize,
        /// Whether the one that asks for less asks for any credentials.
        is_secured: bool,
    },
    /// Rule `public-secured`: what is in front of a public operation requires credentials of every client.
    PublicSecured {
        /// The operation.
        at: usize,
        /// A scheme that is reached.
        scheme: &'static Dependency,
    },
    /// Rule `forgotten-route`.
    Forgotten {
        /// The operation.
        at: usize,
        /// How a stranger gets in.
        stranger: Stranger,
    },
    /// Rule `token-url-unanswered`.
    TokenUrl {
        /// The scheme.
        scheme: &'static Dependency,
        /// Where its tokens should be.
        url: TokenUrl,
        /// What is there instead.
        instead: Instead,
    },
    /// Rule `scope-never-required`.
    UnusedScopes {
        /// The scheme that declares them.
        scheme: &'static Dependency,
        /// Those that something requires, by their places among the declared ones.
        required: u128,
    },
    /// Rule `scope-never-checked`.
    UncheckedScopes {
        /// The operation that requires them, or the first of those behind what does.
        at: usize,
        /// The scopes.
        scopes: &'static [&'static str],
        /// What is asked for them.
        dependency: &'static Dependency,
        /// The scheme whose callers have them or not.
        scheme: &'static Dependency,
    },
}

/// What there is too much of.
#[derive(Clone, Copy)]
pub enum Limit {
    /// Lists around the operation.
    Guards(usize),
    /// Dependencies of the operation.
    Steps(usize),
    /// Branches past what the operation depends on.
    Branches(usize),
    /// Schemes, or scopes of one of them, that a caller must present at once.
    Clause(usize),
    /// Schemes in the list.
    Schemes,
    /// Scopes that this scheme declares.
    Scopes(&'static Dependency),
}

/// What answers where tokens should be issued.
#[derive(Clone, Copy)]
pub enum Instead {
    /// Nothing.
    Nothing,
    /// An operation of another method than `POST`.
    OtherMethod(usize),
    /// One that does not take the form of the password flow.
    OtherBody(usize),
}

/// Which requests of one operation another takes.
#[derive(Clone, Copy)]
pub enum Taken {
    /// All of them.
    All,
    /// Those for some paths.
    Some,
    /// Those for its path with one slash more or less, which would be redirected to it.
    Redirected,
}
