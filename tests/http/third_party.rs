//! What other crates offer, used as our own items are. The crates in `third_party` have only the public API.

#[path = "third_party/dependency.rs"]
mod dependency;
#[path = "third_party/digest.rs"]
mod digest;
#[path = "third_party/response.rs"]
mod response;
#[path = "third_party/scheme.rs"]
mod scheme;
