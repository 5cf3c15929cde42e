//! Who may call what, written down for people: a lockfile that is compared, a report, a picture.

mod change;
mod facts;
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
