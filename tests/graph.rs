//! What is decided twice: readers of the graph against each other, and against models that know nothing of it.

#[path = "graph/agreement.rs"]
mod agreement;
#[path = "graph/authorization.rs"]
mod authorization;
#[path = "graph/properties.rs"]
mod properties;
#[path = "graph/security_algebra.rs"]
mod security_algebra;
#[path = "graph/twins.rs"]
mod twins;
