//! Tests that generate programs and compile them, to cover more than the programs that a person thought of. They take
//! minutes, so they have no deadlines.

#[path = "programs/differential.rs"]
mod differential;
#[path = "programs/escapes.rs"]
mod escapes;
#[path = "programs/metamorphic.rs"]
mod metamorphic;
#[path = "programs/readme.rs"]
mod readme;

// Modules that several of these tests share.
#[path = "programs/generated.rs"]
mod generated;
