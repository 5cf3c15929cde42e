//! HTTP Digest as another crate would offer it: the module of `portcullis` itself, compiled with the public API alone.

use portcullis::{Context, HttpAuthorization, Refusal, SecurityScheme, graph};

#[allow(dead_code, unused_imports, reason = "only `portcullis` has the client for tests")]
#[path = "../../../../runtime/src/security/http_digest/mod.rs"]
mod http_digest;

pub use http_digest::{DigestSecret, DigestUsers, HttpDigest, HttpDigestCredentials, NotADigest};
