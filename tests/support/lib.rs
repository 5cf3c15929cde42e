//! Shared code of the tests: the apps under test, a server on a free port, and a client that sends raw bytes.

pub mod apps;
pub mod library;
mod random;
mod server;
mod skip;
mod wire;

pub use random::Random;
pub use server::Server;
pub use skip::{required, skip};
pub use wire::{Answer, exchange, get, request};
