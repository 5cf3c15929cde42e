//! Readers of the graph, compared with each other and with independent models.

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
