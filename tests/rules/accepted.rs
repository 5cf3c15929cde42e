//! Compiles and runs the corrected program of every mistake in `ui`, and others that must compile without a warning.
#![deny(warnings)]
// Expansions must pass all lints, including these restrictive ones.
#![deny(clippy::shadow_reuse, clippy::shadow_same, clippy::shadow_unrelated)]
#![allow(unreachable_pub, reason = "a module of a program is public within it")]

include!(concat!(env!("OUT_DIR"), "/accepted.rs"));
