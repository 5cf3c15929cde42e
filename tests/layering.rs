//! The order of the source itself: which room may import which.

#[path = "layering/rooms.rs"]
mod rooms;
