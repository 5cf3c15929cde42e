//! The order of the source itself: which room may import which, and where a behaviour is tested.

#[path = "layering/index.rs"]
mod index;
#[path = "layering/rooms.rs"]
mod rooms;
