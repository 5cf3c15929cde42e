//! Programs that tests write, and compile: what holds for every program, and not for the ones that somebody thought of. They
//! take minutes, so that no test with a deadline belongs here.

#[path = "programs/differential.rs"]
mod differential;
#[path = "programs/escapes.rs"]
mod escapes;
#[path = "programs/metamorphic.rs"]
mod metamorphic;
#[path = "programs/readme.rs"]
mod readme;

// What some of them share.
#[path = "programs/generated.rs"]
mod generated;
