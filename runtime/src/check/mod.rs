//! The rules between items: constant functions over the graph, which the macros call in constants of the
//! user's crate. Each says what is wrong where the user wrote it.

mod scope;
mod sharing;
mod text;
mod value;

pub use scope::scope;
pub use sharing::sharing;
pub use value::value;
