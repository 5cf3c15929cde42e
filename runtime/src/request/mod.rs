//! Resolving a request: the dependencies of its operation, and the order in which they run.

mod alternatives;
mod by_hand;
mod configured;
mod context;
mod declared;
mod dependency;
mod endpoint;
mod handler;
mod operation;
mod overrides;
mod parameter;
mod parts;
mod plan;
mod reading;
mod routes;
mod scopes;
mod security_scheme;

pub(crate) use alternatives::Probe;
pub use alternatives::{Choice, Optional};
pub(crate) use configured::Configured;
pub use context::Context;
#[cfg(feature = "digest")]
pub(crate) use context::SentTarget;
pub use declared::{DeclaredScheme, authenticate};
pub use dependency::{CloneOf, Dependency};
pub(crate) use endpoint::Endpoint;
pub use handler::{Guarding, Handler, Passing, Running};
pub(crate) use handler::{call_by_hand, panicked};
pub use operation::Operation;
pub(crate) use overrides::{Overrides, find};
pub use parameter::Parameter;
pub(crate) use reading::{DependencyValue, Read, RequiredScopes};
pub use reading::{Yields, pass, run};
pub(crate) use routes::Own;
pub use routes::{Route, Routes};
pub use scopes::SecurityScopes;
pub(crate) use security_scheme::BuiltIn;
pub use security_scheme::SecurityScheme;
