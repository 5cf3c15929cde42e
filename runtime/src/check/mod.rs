//! The rules between items: constant functions over the graph, which the macros call in constants of the user's crate. Each
//! function reports a mistake at the place where the user made it.

mod across;
mod arguments;
mod limits;
#[expect(
    clippy::redundant_pattern_matching,
    reason = "a call costs the compiler more than a pattern, for each operation"
)]
mod routes;
mod seen;
mod text;

pub(crate) use arguments::path_parameter::path_parameter;
pub(crate) use arguments::public::public;
pub(crate) use arguments::{Of, argument, judged};
pub use arguments::{scope, value};
pub use routes::{Fault, prefix};
pub(crate) use routes::{entry, routes, size, strict};
