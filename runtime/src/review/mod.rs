//! Output for reviewers: a lockfile that tests compare, a report and a diagram.

mod change;
mod facts;
mod functions;
mod lock;
mod looks;
mod mermaid;
mod protection;
mod report;

pub(crate) use facts::{Facts, OperationFacts};
pub use lock::SecurityLock;
pub(crate) use mermaid::mermaid;
pub(crate) use protection::Protection;
pub use report::SecurityReport;
