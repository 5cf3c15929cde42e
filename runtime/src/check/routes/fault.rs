use crate::check::across::Mistake;
use crate::graph::{Dependency, Operation, TokenUrl};
use crate::policy::Stranger;

/// A fault of an entry. Operations are identified by their positions in the list, counted through nested lists.
#[derive(Clone, Copy)]
pub enum Fault {
    /// Rule `duplicate-route`.
    DuplicateRoute {
        /// The operation.
        at: usize,
        /// The operation that answers the same requests.
        first: usize,
    },
    /// Rule `duplicate-route`, too: the same paths, but with other parameter names.
    OtherNames {
        /// The operation.
        at: usize,
        /// The operation with the other parameter names.
        first: usize,
    },
    /// Rule `duplicate-operation-id`.
    DuplicateId {
        /// The operation.
        at: usize,
        /// The operation that has the same id.
        first: usize,
    },
    /// Rule `scheme-name-collision`.
    SchemeName {
        /// A scheme that the operation reaches.
        scheme: &'static Dependency,
        /// Another scheme of the same name.
        first: &'static Dependency,
    },
    /// Rule `path-template`: a path and a prefix above it have a parameter of the same name.
    RepeatedName {
        /// The operation.
        at: usize,
        /// The name.
        name: &'static str,
    },
    /// Rule `path-template`, too: a path has more segments, or more bytes, than can be compared.
    LongPath {
        /// The operation.
        at: usize,
    },
    /// Rule `path-template`, too: the path of an operation that is described by hand is not a valid template.
    NoPath {
        /// The operation.
        operation: &'static Operation,
    },
    /// Rule `duplicate-route`, too: a parameter and the rest of a path in the same position.
    RestBeside {
        /// The operation.
        at: usize,
        /// The operation that has the other kind of placeholder in that position.
        first: usize,
    },
    /// Rule `limits`: the operation or the list is too large to be compared.
    TooMany(Limit),
    /// Rule `path-parameter-unused`: nothing below a prefix takes a parameter of the prefix.
    UnusedPrefix {
        /// The prefix.
        prefix: &'static str,
        /// The parameter.
        name: &'static str,
    },
    /// The guards in front of an operation conflict with it.
    Guarded {
        /// The operation.
        at: usize,
        /// The mistake.
        mistake: Mistake,
    },
    /// Rule `protection-downgrade`: two operations answer the same requests, and one of them requires less.
    Downgrade {
        /// The operation that requires more.
        stronger: usize,
        /// The operation that requires less.
        weaker: usize,
    },
    /// Rule `protection-downgrade`, too: an operation takes requests of another one, and requires less.
    Shadow {
        /// The requests that are taken.
        taken: Taken,
        /// The operation that requires less.
        at: usize,
        /// The operation whose requests are taken.
        over: usize,
        /// Whether the operation `at` requires any credentials.
        is_secured: bool,
    },
    /// Rule `public-secured`: the guards in front of a public operation require credentials of every client.
    PublicSecured {
        /// The operation.
        at: usize,
        /// A scheme that the operation reaches.
        scheme: &'static Dependency,
    },
    /// Rule `forgotten-route`.
    Forgotten {
        /// The operation.
        at: usize,
        /// The way in which a client gets in without verified credentials.
        stranger: Stranger,
    },
    /// Rule `token-url-unanswered`.
    TokenUrl {
        /// The scheme.
        scheme: &'static Dependency,
        /// The place of the token endpoint.
        url: TokenUrl,
        /// The operation, if any, in that place instead.
        instead: Instead,
    },
    /// Rule `scope-never-required`.
    UnusedScopes {
        /// The scheme that declares the scopes.
        scheme: &'static Dependency,
        /// The scopes that something requires, as bits for their positions among the declared scopes.
        required: u128,
    },
    /// Rule `scope-never-checked`.
    UncheckedScopes {
        /// The operation that requires the scopes, or the first operation behind the guard that requires them.
        at: usize,
        /// The scopes.
        scopes: &'static [&'static str],
        /// The dependency of which the scopes are required.
        dependency: &'static Dependency,
        /// The scheme whose callers may hold the scopes.
        scheme: &'static Dependency,
    },
}

/// A limit that is exceeded.
#[derive(Clone, Copy)]
pub enum Limit {
    /// The lists of dependencies in front of the operation.
    Guards(usize),
    /// The dependencies of the operation.
    Steps(usize),
    /// The branches through the operation's dependencies.
    Branches(usize),
    /// The schemes that a caller must present at once, or the scopes of one of them.
    Clause(usize),
    /// The schemes in the list.
    Schemes,
    /// The scopes that this scheme declares.
    Scopes(&'static Dependency),
}

/// The operation, if any, that answers in place of a token endpoint.
#[derive(Clone, Copy)]
pub enum Instead {
    /// No operation.
    Nothing,
    /// An operation with another method than `POST`.
    OtherMethod(usize),
    /// An operation that does not take the form of the password flow.
    OtherBody(usize),
}

/// The requests of one operation that another one takes.
#[derive(Clone, Copy)]
pub enum Taken {
    /// All requests.
    All,
    /// The requests for some paths.
    Some,
    /// The requests for its path with a slash added to the end or removed. Otherwise, they would be redirected to its path.
    Redirected,
}
