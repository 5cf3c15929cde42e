//! Apps from FastAPI's tests, and similar ones, rebuilt from their descriptions in `tests/conformance`.

pub mod bodies;
pub mod dependencies;
pub mod errors;
pub mod schemes;
pub mod several;
