//! The rules between items: constant functions over the graph, which the macros call in constants of the user's crate. Each
//! function reports a mistake at the place where the user made it.

mod across;
mod alternatives;
mod argument;
mod judged;
mod limits;
mod path_parameter;
mod public;
#[expect(
    clippy::redundant_pattern_matching,
    reason = "a call costs the compiler more than a pattern, for each operation"
)]
mod routes;
mod scope;
mod seen;
mod text;
mod value;

pub(crate) use argument::{Of, argument};
pub(crate) use judged::judged;
pub(crate) use path_parameter::path_parameter;
pub(crate) use public::public;
pub use routes::{Fault, prefix};
pub(crate) use routes::{entry, routes, size, strict};
pub use scope::scope;
pub use value::value;
