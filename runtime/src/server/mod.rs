//! The graph at work: an [`App`] finds the operation of a request, resolves what it needs and runs it.

mod activity;
mod app;
mod asset;
mod by_hand;
mod command;
mod configured;
mod connection;
mod context;
mod error;
mod handler;
mod identities;
mod layer;
mod message;
mod overrides;
mod pages;
mod path;
mod plan;
mod router;
mod serve;
mod settings;
mod shutdown;

pub use app::{App, AppFuture};
pub(crate) use configured::Configured;
pub use context::Context;
pub use error::Error;
pub(crate) use handler::call_by_hand;
pub use handler::{Guarding, Handler, Passing, Running};
pub use layer::Stack;
use router::Router;
use settings::Settings;
#[cfg(feature = "docs")]
pub(crate) use {
    asset::{Asset, Keep},
    settings::to_root,
};
