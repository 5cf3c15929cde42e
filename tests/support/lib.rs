//! What the tests share: the apps under test, a server on a port of the system's choice, and a client that
//! speaks bytes.

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
