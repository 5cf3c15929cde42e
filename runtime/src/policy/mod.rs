//! Access control: which callers get past the dependencies of an operation.
//!
//! Each question about access is answered here, once, by a function over the graph. The compiler's rules, the document, the
//! lockfile, the server and the matrix call these functions, and decide nothing about access themselves.
//!
//! A [`Branch`] is one way past everything that an operation depends on. Each branch has a clause, which lists what a
//! caller must present. It has functions that can refuse the caller, and functions that enforce scopes. A branch is
//! selected for callers who present what its clause requires.

mod branch;
mod clause;
mod enforcement;
pub(crate) mod operation_id;
mod order;
pub(crate) mod paths;
pub(crate) mod selection;
mod strangers;
pub(crate) mod template;
pub(crate) mod token_endpoint;

pub(crate) use branch::{BRANCHES, Branch, Branches, Levels, STEPS, are_too_many, is_too_large, selected};
pub(crate) use clause::{
    Clause, FixedClause, Requirement, SCHEMES, SCOPES, are_two_values, clauses, conflict,
};
pub(crate) use enforcement::{
    enforces, enforces_by_itself, enforces_some_scope, judges_first, unenforced, unjudged,
};
pub(crate) use order::is_weaker;
pub(crate) use strangers::{Stranger, lets_in_with_nothing, takes_schemes, unannounced};
