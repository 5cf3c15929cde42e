//! The HTTP server: an [`App`] finds the operation of a request and runs it.

mod activity;
mod app;
mod command;
mod connection;
mod error;
mod handler;
mod identities;
mod layer;
mod message;
mod pages;
mod path;
mod router;
mod serve;
mod settings;
mod shutdown;

pub use app::{App, AppFuture};
pub use error::Error;
pub use layer::Stack;
use router::Router;
use settings::Settings;
