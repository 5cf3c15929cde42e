//! The OpenAPI document as a whole.

#[path = "document/openapi.rs"]
mod openapi;
