//! Checks of the source: which room may import which, and which file tests a behaviour.

#[path = "layering/index.rs"]
mod index;
#[path = "layering/rooms.rs"]
mod rooms;
